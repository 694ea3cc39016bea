import Archive from '@lucide/svelte/icons/archive';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import ChartSpline from '@lucide/svelte/icons/chart-spline';
import Ellipsis from '@lucide/svelte/icons/ellipsis';
import FileDown from '@lucide/svelte/icons/file-down';
import Boxes from '@lucide/svelte/icons/boxes';
import ChartLine from '@lucide/svelte/icons/chart-line';
import Coins from '@lucide/svelte/icons/coins';
import Grid3x3 from '@lucide/svelte/icons/grid-3x3';
import GitFork from '@lucide/svelte/icons/git-fork';
import HeartPulse from '@lucide/svelte/icons/heart-pulse';
import History from '@lucide/svelte/icons/history';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Menu from '@lucide/svelte/icons/menu';
import ReceiptText from '@lucide/svelte/icons/receipt-text';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Scale from '@lucide/svelte/icons/scale';
import ShieldAlert from '@lucide/svelte/icons/shield-alert';
import Settings from '@lucide/svelte/icons/settings-2';
import Workflow from '@lucide/svelte/icons/workflow';
import Users from '@lucide/svelte/icons/users';
import { base } from '$app/paths';
import type { PhoneTab, ScreenGroup } from '$lib/ui/shell';
import { shellTexts } from '$lib/ui/texts';

const { screens: names, groups, tabs: tabNames } = shellTexts;

/** Path of every screen under the app's base. */
export const paths = {
  overview: `${base}/`,
  holdings: `${base}/holdings`,
  instrument: `${base}/instrument`,
  ledger: `${base}/ledger`,
  income: `${base}/income`,
  gains: `${base}/gains`,
  performance: `${base}/performance`,
  import: `${base}/import`,
  optimize: `${base}/optimize`,
  backtest: `${base}/backtest`,
  strategy: `${base}/strategy`,
  simulate: `${base}/simulate`,
  risk: `${base}/risk`,
  correlation: `${base}/correlation`,
  factors: `${base}/factors`,
  accounts: `${base}/accounts`,
  reconcile: `${base}/reconcile`,
  actions: `${base}/actions`,
  health: `${base}/health`,
  log: `${base}/log`,
  backup: `${base}/backup`,
  settings: `${base}/settings`
} as const;

export type ScreenId = keyof typeof paths;

/** The rail: only what exists. `href` keeps the shared choices of the address. */
export function screenGroups(href: (path: string) => string): ScreenGroup[] {
  return [
    {
      items: [
        { id: 'overview', label: names.overview, href: href(paths.overview), icon: ChartColumn, keys: 'g o' },
        { id: 'holdings', label: names.holdings, href: href(paths.holdings), icon: Menu, keys: 'g h' },
        { id: 'ledger', label: names.ledger, href: href(paths.ledger), icon: ReceiptText, keys: 'g l' },
        { id: 'income', label: names.income, href: href(paths.income), icon: CalendarDays, keys: 'g c' },
        { id: 'gains', label: names.gains, href: href(paths.gains), icon: Coins, keys: 'g g' }
      ]
    },
    {
      title: groups.measure,
      items: [
        { id: 'performance', label: names.performance, href: href(paths.performance), icon: ChartLine, keys: 'g m' },
        { id: 'risk', label: names.risk, href: href(paths.risk), icon: ShieldAlert, keys: 'g v' },
        { id: 'correlation', label: names.correlation, href: href(paths.correlation), icon: Grid3x3, keys: 'g n' },
        { id: 'factors', label: names.factors, href: href(paths.factors), icon: Boxes, keys: 'g f' }
      ]
    },
    {
      title: groups.decide,
      items: [{ id: 'optimize', label: names.optimize, href: href(paths.optimize), icon: ChartSpline, keys: 'g p' }]
    },
    {
      title: groups.test,
      items: [
        { id: 'backtest', label: names.backtest, href: href(paths.backtest), icon: History, keys: 'g b' },
        { id: 'strategy', label: names.strategy, href: href(paths.strategy), icon: Workflow, keys: 'g y' },
        { id: 'simulate', label: names.simulate, href: href(paths.simulate), icon: GitFork, keys: 'g s' }
      ]
    },
    {
      title: groups.keep,
      items: [
        { id: 'import', label: names.import, href: href(paths.import), icon: FileDown, keys: 'g i' },
        { id: 'accounts', label: names.accounts, href: href(paths.accounts), icon: Users, keys: 'g a' },
        { id: 'reconcile', label: names.reconcile, href: href(paths.reconcile), icon: ListChecks, keys: 'g r' },
        { id: 'health', label: names.health, href: href(paths.health), icon: HeartPulse, keys: 'g e' },
        { id: 'log', label: names.log, href: href(paths.log), icon: ScrollText, keys: 'g .' },
        { id: 'backup', label: names.backup, href: href(paths.backup), icon: Archive, keys: 'g u' },
        { id: 'settings', label: names.settings, href: href(paths.settings), icon: Settings, keys: 'g ,' }
      ]
    }
  ];
}

/** The bottom of a phone. */
export function phoneTabs(href: (path: string) => string): PhoneTab[] {
  return [
    { id: 'overview', label: names.overview, href: href(paths.overview), icon: ChartColumn, screens: ['overview'] },
    {
      id: 'holdings',
      label: names.holdings,
      href: href(paths.holdings),
      icon: Menu,
      screens: ['holdings', 'income', 'gains', 'performance']
    },
    {
      id: 'ledger',
      label: names.ledger,
      href: href(paths.ledger),
      icon: ReceiptText,
      screens: ['ledger', 'import', 'actions']
    },
    { id: 'decide', label: tabNames.decide, href: href(paths.optimize), icon: Scale, screens: ['optimize'] },
    {
      id: 'more',
      label: tabNames.more,
      icon: Ellipsis,
      screens: [
        'risk',
        'backtest',
        'strategy',
        'simulate',
        'correlation',
        'factors',
        'accounts',
        'reconcile',
        'health',
        'log',
        'backup',
        'settings'
      ]
    }
  ];
}

/** Which screen an address belongs to. */
export function screenAt(pathname: string): ScreenId {
  const found = (Object.keys(paths) as ScreenId[]).find((id) => id !== 'overview' && pathname.startsWith(paths[id]));
  return found ?? 'overview';
}
