/** Texts of the palette, which is loaded with the first look into it. */
export const paletteTexts = {
  title: 'Commands',
  act: 'Do',
  nothing: 'Nothing fits. Try a screen, a symbol, or "buy 10 VTI 250 yesterday".',
  choose: 'choose',
  run: 'run',
  close: 'close',
  undoHint: 'Undo any time with'
} as const;

/** Texts of the sheet of shortcuts, and of the keys that hold everywhere. */
export const sheetTexts = {
  title: 'Keyboard',
  filter: 'Filter',
  tables: 'In tables',
  charts: 'In charts',
  move: 'Move',
  openRow: 'Open',
  select: 'Select',
  actions: 'Actions',
  crosshair: 'Move the crosshair, with Shift by month',
  singleKeys: 'Single keys act as shortcuts'
} as const;
