import { goto } from '$app/navigation';
import { periodNames } from '$lib/domain/calendar';
import { currencyCode } from '$lib/domain/money';
import { saveThemePreference } from '$lib/services/preferences';
import { session } from '$lib/state/session.svelte';
import type { Command } from '$lib/ui/shell';
import { commandTexts as texts } from '$lib/ui/texts';
import { applyTheme, themeChoices } from '$lib/ui/theme';
import { paths } from './navigation';

const currencies = ['USD', 'EUR', 'GBP', 'CHF', 'JPY'];

/** What the palette can do besides going to a screen, which it lists itself. */
export function commands(): Command[] {
  const { vault, question } = session;
  const go = (path: string) => () => void goto(session.href(path));
  return [
    {
      id: 'import',
      label: texts.importFile,
      group: texts.groupDo,
      words: 'csv file drop paste',
      run: go(paths.import)
    },
    {
      id: 'record',
      label: texts.record,
      group: texts.groupDo,
      words: 'new transaction buy sell',
      run: go(`${paths.ledger}?record=1`)
    },
    {
      id: 'corporate-action',
      label: texts.corporateAction,
      group: texts.groupDo,
      words: 'split spin-off merger rights return of capital isin symbol change',
      run: go(paths.actions)
    },
    {
      id: 'trades',
      label: texts.makeTrades,
      group: texts.groupDo,
      words: 'optimize rebalance',
      run: go(paths.optimize)
    },
    {
      id: 'vault',
      label: vault === 'demo' ? texts.useMine : texts.useDemo,
      group: texts.groupDo,
      words: 'demo data vault',
      run: () => void session.enter(vault === 'demo' ? 'mine' : 'demo')
    },
    {
      id: 'backup',
      label: texts.backUp,
      group: texts.groupDo,
      words: 'export save file restore',
      run: go(paths.backup)
    },
    ...periodNames.map((name) => ({
      id: `period-${name}`,
      label: texts.period(name),
      group: texts.groupShow,
      run: () => void session.choose({ period: name })
    })),
    ...currencies
      .filter((code) => code !== question?.base)
      .map((code) => ({
        id: `in-${code}`,
        label: texts.inCurrency(code),
        group: texts.groupShow,
        words: 'currency base',
        run: () => void session.choose({ base: currencyCode(code) })
      })),
    ...themeChoices.map((choice) => ({
      id: `theme-${choice}`,
      label: texts.theme[choice],
      group: texts.groupShow,
      words: 'appearance dark light',
      run: () => {
        saveThemePreference(choice);
        applyTheme(choice);
      }
    }))
  ];
}
