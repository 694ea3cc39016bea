import { paletteTexts, shellTexts } from '$lib/ui/texts';
import type { Command, PaletteDraft, ScreenGroup } from './types';

/** Commands that go to the screens of the rail. */
export function screenCommands(screens: readonly ScreenGroup[], go: (href: string) => void): Command[] {
  return screens.flatMap((group) =>
    group.items.map((item) => ({
      id: `screen-${item.id}`,
      label: item.label,
      group: shellTexts.shortcuts.goTo,
      icon: item.icon,
      keys: item.keys,
      run: () => go(item.href)
    }))
  );
}

/** The ways on from a draft, as commands. */
export function draftCommands(draft: PaletteDraft): Command[] {
  return draft.ways.map((way, index) => ({ ...way, id: `way-${index}`, group: paletteTexts.act }));
}

/** How well a text fits: 0 not at all; the start of the label counts most, then starts of words, then letters inside. */
export function fit(command: Command, text: string): number {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return 1;
  const label = command.label.toLowerCase();
  const all = `${label} ${command.hint ?? ''} ${command.words ?? ''}`.toLowerCase();
  let score = label.startsWith(words.join(' ')) ? 4 : 0;
  for (const word of words) {
    const at = all.indexOf(word);
    if (at < 0) return 0;
    score += at === 0 || /[\s.,(]/.test(all[at - 1] ?? '') ? 2 : 1;
  }
  return score / words.length;
}

/** Commands that fit a text, best first within their groups, groups in order of their best, at most `limit`. */
export function fittingCommands(
  commands: readonly Command[],
  text: string,
  limit: number
): { readonly group: string; readonly commands: Command[] }[] {
  const scored = commands
    .map((command) => ({ command, score: fit(command, text) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit);
  const groups = new Map<string, Command[]>();
  for (const { command } of scored) groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  return [...groups].map(([group, list]) => ({ group, commands: list }));
}
