import { cellParts, inks, type Drawing, type SheetBlock, type SheetCell } from './document';
import type { PdfPage } from './pdf-file';
import { fontWidth, type PdfFont } from './pdf-fonts';

/** A piece of a block with its height; `keep` is the room that must be left under it on its page. */
export interface Placed {
  readonly height: number;
  readonly keep?: number;
  readonly draw: (page: PdfPage, x: number, y: number) => void;
}

const ROW = 13;

/** Lines of a text that fit a width. */
function wrapped(text: string, width: number, font: PdfFont, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && fontWidth(longer, font, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

/** A text cut to a width, with a mark where it was cut. */
function cut(text: string, width: number, font: PdfFont, size: number): string {
  if (fontWidth(text, font, size) <= width) return text;
  let short = text;
  while (short.length > 1 && fontWidth(`${short}…`, font, size) > width) short = short.slice(0, -1);
  return `${short.trimEnd()}…`;
}

/** The pieces of a block at a width, to be drawn one under another. */
export function blockDrawer(block: SheetBlock, width: number): Placed[] {
  switch (block.kind) {
    case 'heading':
      return [heading(block.text, block.hint, width)];
    case 'words':
      return paragraph(block.text, width, 'serif', 12, 17, inks.ink);
    case 'note':
      return paragraph(block.text, width, 'sans', 8, 11, inks.soft);
    case 'facts':
      return [facts(block.items, width)];
    case 'drawing':
      return [drawn(block.drawing, width)];
    case 'table':
      return table(block, width);
  }
}

function heading(text: string, hint: string | undefined, width: number): Placed {
  return {
    height: 28,
    keep: 3 * ROW,
    draw: (page, x, y) => {
      page.text(text, x, y + 19, 'bold', 9.5, inks.ink);
      if (hint) page.text(hint, x + fontWidth(text, 'bold', 9.5) + 6, y + 19, 'sans', 8, inks.soft);
      page.line(
        [
          [x, y + 24],
          [x + width, y + 24]
        ],
        inks.line,
        0.6
      );
    }
  };
}

function paragraph(
  text: string,
  width: number,
  font: PdfFont,
  size: number,
  leading: number,
  colour: string
): Placed[] {
  const lines = wrapped(text, width, font, size);
  return [
    {
      height: lines.length * leading + 8,
      draw: (page, x, y) =>
        lines.forEach((line, at) => page.text(line, x, y + 4 + size + at * leading, font, size, colour))
    }
  ];
}

function facts(items: readonly { label: string; value: string }[], width: number): Placed {
  const columns = Math.max(1, Math.min(items.length, 5));
  const step = width / columns;
  return {
    height: Math.ceil(items.length / columns) * 32 + 4,
    draw: (page, x, y) =>
      items.forEach(({ label, value }, at) => {
        const [left, top] = [x + (at % columns) * step, y + Math.floor(at / columns) * 32];
        page.text(cut(label, step - 6, 'sans', 7.5), left, top + 10, 'sans', 7.5, inks.soft);
        page.text(cut(value, step - 6, 'bold', 11), left, top + 23, 'bold', 11, inks.ink);
      })
  };
}

function drawn({ width: own, height, shapes }: Drawing, width: number): Placed {
  const scale = width / own;
  return {
    height: height * scale + 6,
    draw: (page, x, y) => {
      const place = ([px, py]: readonly [number, number]) => [x + px * scale, y + py * scale] as const;
      for (const shape of shapes) {
        if (shape.kind === 'area') page.area(shape.points.map(place), shape.fill);
        else if (shape.kind === 'line')
          page.line(shape.points.map(place), inks[shape.ink], shape.width * scale, (shape.dash ?? 0) * scale);
        else {
          const [font, size] = [shape.bold ? 'bold' : 'sans', shape.size * scale] as const;
          const back = fontWidth(shape.text, font, size) * { start: 0, middle: 0.5, end: 1 }[shape.anchor ?? 'start'];
          const [px, py] = place([shape.x, shape.y]);
          page.text(shape.text, px - back, py, font, size, inks[shape.ink]);
        }
      }
    }
  };
}

function table(block: Extract<SheetBlock, { kind: 'table' }>, width: number): Placed[] {
  const columns = block.rows[0]?.length ?? block.heads?.length ?? 1;
  const shares = block.shares ?? Array.from({ length: columns }, (_, at) => (at === 0 && columns > 1 ? 2 : 1));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => (share / total) * width);
  const starts = widths.map((_, at) => widths.slice(0, at).reduce((sum, each) => sum + each, 0));
  const size = block.middle ? 6.8 : 8;

  const row = (cells: readonly SheetCell[], head: boolean): Placed => ({
    height: ROW,
    ...(head ? { keep: ROW } : {}),
    draw: (page, x, y) => {
      cells.forEach((cell, at) => {
        const { text, ink, fill } = cellParts(cell);
        const [left, room] = [x + (starts[at] ?? 0), widths[at] ?? 0];
        if (fill)
          page.area(
            [
              [left + 0.5, y + 0.5],
              [left + room - 0.5, y + 0.5],
              [left + room - 0.5, y + ROW - 0.5],
              [left + 0.5, y + ROW - 0.5]
            ],
            fill
          );
        const shown = cut(text, room - 3, 'sans', head ? 7 : size);
        const wide = fontWidth(shown, 'sans', head ? 7 : size);
        const shift = at < block.left ? 0 : block.middle ? (room - wide) / 2 : room - wide;
        page.text(shown, left + shift, y + 9.2, 'sans', head ? 7 : size, head ? inks.soft : inks[ink ?? 'ink']);
      });
      if (!block.middle)
        page.line(
          [
            [x, y + ROW],
            [x + width, y + ROW]
          ],
          head ? inks.line : '#e7e7e3',
          0.4
        );
    }
  });
  return [...(block.heads ? [row(block.heads, true)] : []), ...block.rows.map((cells) => row(cells, false))];
}
