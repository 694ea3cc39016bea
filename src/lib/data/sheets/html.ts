import {
  cellParts,
  inks,
  type Drawing,
  type SheetBlock,
  type SheetCell,
  type SheetDocument,
  type Shape
} from './document';

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => marks[mark] ?? mark);
const number = (value: number): string => String(Math.round(value * 100) / 100);
const pairs = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y]) => `${number(x)},${number(y)}`).join(' ');

function shape(one: Shape): string {
  if (one.kind === 'area') return `<polygon points="${pairs(one.points)}" fill="${one.fill}"/>`;
  if (one.kind === 'line') {
    const dash = one.dash ? ` stroke-dasharray="${one.dash}"` : '';
    return `<polyline points="${pairs(one.points)}" fill="none" stroke="${inks[one.ink]}" stroke-width="${one.width}" stroke-linejoin="round"${dash}/>`;
  }
  const bold = one.bold ? ' font-weight="600"' : '';
  return `<text x="${number(one.x)}" y="${number(one.y)}" font-size="${one.size}" fill="${inks[one.ink]}" text-anchor="${one.anchor ?? 'start'}"${bold}>${escaped(one.text)}</text>`;
}

function svg({ width, height, label, shapes }: Drawing): string {
  return `<svg viewBox="0 0 ${number(width)} ${number(height)}" role="img" aria-label="${escaped(label)}"><title>${escaped(label)}</title>${shapes.map(shape).join('')}</svg>`;
}

function cell(content: SheetCell, at: number, left: number, middle = false): string {
  const { text, ink, fill } = cellParts(content);
  const style = [ink ? `color:${inks[ink]}` : '', fill ? `background:${fill}` : ''].filter(Boolean).join(';');
  const tag = at === 0 ? 'th scope="row"' : 'td';
  const kind = at < left ? '' : middle ? ' class="m"' : ' class="r"';
  return `<${tag}${kind}${style ? ` style="${style}"` : ''}>${escaped(text)}</${at === 0 ? 'th' : 'td'}>`;
}

function block(one: SheetBlock): string {
  switch (one.kind) {
    case 'heading':
      return `<h2>${escaped(one.text)}${one.hint ? ` <small>${escaped(one.hint)}</small>` : ''}</h2>`;
    case 'words':
      return `<p class="words">${escaped(one.text)}</p>`;
    case 'note':
      return `<p class="note">${escaped(one.text)}</p>`;
    case 'facts':
      return `<dl>${one.items.map(({ label, value }) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>`;
    case 'drawing':
      return svg(one.drawing);
    case 'table': {
      const kind = (at: number): string => (at < one.left ? '' : one.middle ? ' class="m"' : ' class="r"');
      const head = one.heads
        ? `<thead><tr>${one.heads.map((text, at) => (text === '' ? '<td></td>' : `<th scope="col"${kind(at)}>${escaped(text)}</th>`)).join('')}</tr></thead>`
        : '';
      const rows = one.rows.map(
        (row) => `<tr>${row.map((each, at) => cell(each, at, one.left, one.middle)).join('')}</tr>`
      );
      return `<div class="scroll"><table aria-label="${escaped(one.label)}">${head}<tbody>${rows.join('')}</tbody></table></div>`;
    }
  }
}

const style = `
@page{size:A4;margin:14mm}
*{box-sizing:border-box}
body{margin:0 auto;padding:28px 24px;max-width:900px;color:${inks.ink};background:#fff;font:13px/18px system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif;font-variant-numeric:tabular-nums}
h1{font:600 26px/32px Georgia,"Times New Roman",serif;margin:0}
.sub{color:${inks.soft};margin:2px 0 14px}
h2{font:600 14px/20px system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif;margin:20px 0 4px;padding-bottom:4px;border-bottom:1px solid ${inks.line};break-after:avoid}
small{font-weight:400;font-size:11.5px;color:${inks.soft}}
.words{font:17px/26px Georgia,"Times New Roman",serif;margin:10px 0}
.note{color:${inks.soft};font-size:12px;margin:6px 0}
dl{display:flex;flex-wrap:wrap;gap:8px 30px;margin:8px 0}
dt{color:${inks.soft};font-size:11.5px}
dd{margin:0;font-weight:600;font-size:15px}
.cells{columns:2;column-gap:32px}
.cell{break-inside:avoid;display:inline-block;width:100%}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{padding:3px 6px 3px 0;border-bottom:1px solid #e7e7e3;font-weight:400;text-align:left;white-space:nowrap}
tbody th{white-space:normal}
thead th{color:${inks.soft};font-size:11px;font-weight:500}
.r{text-align:right;padding-right:0;padding-left:8px}
.m{text-align:center;padding:3px 2px;font-size:11px}
tr{break-inside:avoid}
svg{display:block;width:100%;height:auto;font-family:system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}
footer{margin-top:24px;padding-top:8px;border-top:1px solid ${inks.line};color:${inks.faint};font-size:11px}
@media (max-width:640px){.cells{columns:1}body{padding:16px}}
@media print{body{padding:0;max-width:none;font-size:11px;line-height:15px}}
`;

/** A sheet as one page of HTML that needs nothing else: style and charts stand in it, no script, no address. */
export function sheetHtml(sheet: SheetDocument): string {
  const parts = sheet.parts.map((part) =>
    part.kind === 'cells'
      ? `<div class="cells">${part.cells.map((cells) => `<section class="cell">${cells.map(block).join('')}</section>`).join('')}</div>`
      : block(part)
  );
  return `<!doctype html>
<html lang="${escaped(sheet.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(`${sheet.title}, ${sheet.subtitle}`)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(sheet.title)}</h1>
<p class="sub">${escaped(sheet.subtitle)}</p>
${parts.join('\n')}
</main>
<footer>${escaped(sheet.foot)}</footer>
</body>
</html>
`;
}
