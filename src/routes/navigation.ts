import { base } from '$app/paths';
import type { PhoneTab, ScreenGroup } from '$lib/ui/shell';
import { shellTexts } from '$lib/ui/texts';
import { icon } from './icon';

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
  sql: `${base}/sql`,
  notebook: `${base}/notebook`,
  accounts: `${base}/accounts`,
  reconcile: `${base}/reconcile`,
  actions: `${base}/actions`,
  health: `${base}/health`,
  quality: `${base}/quality`,
  log: `${base}/log`,
  backup: `${base}/backup`,
  data: `${base}/data`,
  instruments: `${base}/instruments`,
  settings: `${base}/settings`
} as const;

export type ScreenId = keyof typeof paths;

/** The rail: only what exists. `href` keeps the shared choices of the address. */
export function screenGroups(href: (path: string) => string): ScreenGroup[] {
  return [
    {
      items: [
        { id: 'overview', label: names.overview, href: href(paths.overview), icon: icon('chart-column'), keys: 'g o' },
        { id: 'holdings', label: names.holdings, href: href(paths.holdings), icon: icon('menu'), keys: 'g h' },
        { id: 'ledger', label: names.ledger, href: href(paths.ledger), icon: icon('receipt-text'), keys: 'g l' },
        { id: 'income', label: names.income, href: href(paths.income), icon: icon('calendar-days'), keys: 'g c' },
        { id: 'gains', label: names.gains, href: href(paths.gains), icon: icon('coins'), keys: 'g g' }
      ]
    },
    {
      title: groups.measure,
      items: [
        {
          id: 'performance',
          label: names.performance,
          href: href(paths.performance),
          icon: icon('chart-line'),
          keys: 'g m'
        },
        { id: 'risk', label: names.risk, href: href(paths.risk), icon: icon('shield-alert'), keys: 'g v' },
        {
          id: 'correlation',
          label: names.correlation,
          href: href(paths.correlation),
          icon: icon('grid-3x3'),
          keys: 'g n'
        },
        { id: 'factors', label: names.factors, href: href(paths.factors), icon: icon('boxes'), keys: 'g f' }
      ]
    },
    {
      title: groups.decide,
      items: [
        { id: 'optimize', label: names.optimize, href: href(paths.optimize), icon: icon('chart-spline'), keys: 'g p' }
      ]
    },
    {
      title: groups.test,
      items: [
        { id: 'backtest', label: names.backtest, href: href(paths.backtest), icon: icon('history'), keys: 'g b' },
        { id: 'strategy', label: names.strategy, href: href(paths.strategy), icon: icon('workflow'), keys: 'g y' },
        { id: 'simulate', label: names.simulate, href: href(paths.simulate), icon: icon('git-fork'), keys: 'g s' }
      ]
    },
    {
      title: groups.data,
      items: [
        { id: 'data', label: names.data, href: href(paths.data), icon: icon('database'), keys: 'g d' },
        { id: 'instruments', label: names.instruments, href: href(paths.instruments), icon: icon('tag'), keys: 'g t' },
        {
          id: 'quality',
          label: names.quality,
          href: href(paths.quality),
          icon: icon('clipboard-check'),
          keys: 'g q'
        },
        { id: 'sql', label: names.sql, href: href(paths.sql), icon: icon('terminal'), keys: 'g x' },
        { id: 'notebook', label: names.notebook, href: href(paths.notebook), icon: icon('notebook-text'), keys: 'g k' },
        { id: 'log', label: names.log, href: href(paths.log), icon: icon('scroll-text'), keys: 'g .' }
      ]
    },
    {
      title: groups.keep,
      items: [
        { id: 'import', label: names.import, href: href(paths.import), icon: icon('file-down'), keys: 'g i' },
        { id: 'accounts', label: names.accounts, href: href(paths.accounts), icon: icon('users'), keys: 'g a' },
        {
          id: 'reconcile',
          label: names.reconcile,
          href: href(paths.reconcile),
          icon: icon('list-checks'),
          keys: 'g r'
        },
        { id: 'health', label: names.health, href: href(paths.health), icon: icon('heart-pulse'), keys: 'g e' },
        { id: 'backup', label: names.backup, href: href(paths.backup), icon: icon('archive'), keys: 'g u' },
        { id: 'settings', label: names.settings, href: href(paths.settings), icon: icon('settings-2'), keys: 'g ,' }
      ]
    }
  ];
}

/** The bottom of a phone. */
export function phoneTabs(href: (path: string) => string): PhoneTab[] {
  return [
    {
      id: 'overview',
      label: names.overview,
      href: href(paths.overview),
      icon: icon('chart-column'),
      screens: ['overview']
    },
    {
      id: 'holdings',
      label: names.holdings,
      href: href(paths.holdings),
      icon: icon('menu'),
      screens: ['holdings', 'income', 'gains', 'performance']
    },
    {
      id: 'ledger',
      label: names.ledger,
      href: href(paths.ledger),
      icon: icon('receipt-text'),
      screens: ['ledger', 'import', 'actions']
    },
    { id: 'decide', label: tabNames.decide, href: href(paths.optimize), icon: icon('scale'), screens: ['optimize'] },
    {
      id: 'more',
      label: tabNames.more,
      icon: icon('ellipsis'),
      screens: [
        'risk',
        'backtest',
        'strategy',
        'simulate',
        'correlation',
        'factors',
        'sql',
        'notebook',
        'accounts',
        'reconcile',
        'health',
        'data',
        'instruments',
        'quality',
        'log',
        'backup',
        'settings'
      ]
    }
  ];
}

/** Which screen an address belongs to. */
export function screenAt(pathname: string): ScreenId {
  const fits = (path: string): boolean => pathname === path || pathname.startsWith(`${path}/`);
  return (Object.keys(paths) as ScreenId[]).find((id) => id !== 'overview' && fits(paths[id])) ?? 'overview';
}
