const ready = (page) => page.locator('[data-ready]').first().waitFor({ timeout: 120_000 });
/** What follows an answer (a chart, a count in the rail) comes within this time. */
const AFTER = 1500;

const rail = (path) => async (page) => {
  await page.locator(`nav a[href="${path}"], nav a[href^="${path}?"]`).first().click();
  await page.waitForURL((at) => at.pathname === path);
  await ready(page);
};

/** The screens in the order in which they are visited, each from the rail, so that workers stay as warm as they are for a person. */
const screens = [
  ['Overview', rail('/')],
  ['Holdings', rail('/holdings')],
  ['Instrument', openInstrument],
  ['Ledger', rail('/ledger')],
  ['Ledger, one year', chosenYear],
  ['Ledger, a word', typedWord],
  ['Ledger, in another order', otherOrder],
  ['Ledger, one transaction', openedTransaction],
  ['Income', rail('/income')],
  ['Realised gains', rail('/gains')],
  ['Realised gains, all years', allYears],
  ['Accounts', rail('/accounts')],
  ['Reconcile', rail('/reconcile')],
  ['Health', rail('/health')],
  ['Import', rail('/import')],
  ['Backup', rail('/backup')],
  ['Settings', rail('/settings')],
  ['Overview again', rail('/')]
];

async function openInstrument(page) {
  await page.locator('main a[href*="/instrument"]').first().click();
  await page.waitForURL(/\/instrument/);
  await ready(page);
}

/** Milliseconds from an act to the first change of the table it filters. */
async function answerTime(page, event, act) {
  await page.evaluate((name) => {
    window.answered = new Promise((resolve) => {
      let from;
      addEventListener(name, () => (from = performance.now()), { capture: true, once: true });
      const watch = new MutationObserver(() => {
        if (from === undefined) return;
        watch.disconnect();
        requestAnimationFrame(() => resolve(performance.now() - from));
      });
      watch.observe(document.querySelector('main [role=grid]'), {
        childList: true,
        characterData: true,
        subtree: true
      });
    });
  }, event);
  await act();
  return page.evaluate(() => Promise.race([window.answered, new Promise((done) => setTimeout(done, 20_000))]));
}

async function chosenYear(page) {
  await page
    .getByRole('button', { name: /years?/i })
    .first()
    .click();
  const option = page
    .getByRole('option')
    .or(page.getByRole('menuitemradio'))
    .filter({ hasText: /^\s*20\d\d/ })
    .nth(3);
  await option.waitFor();
  return answerTime(page, 'click', () => option.click());
}

async function typedWord(page) {
  await page.goto(new URL('/ledger', page.url()).href);
  await ready(page);
  return answerTime(page, 'input', () => page.locator('main input').last().fill('dividend'));
}

async function otherOrder(page) {
  return answerTime(page, 'click', () => page.locator('main [role=columnheader] button').nth(1).click());
}

async function openedTransaction(page) {
  await page.locator('main [role=grid] [role=row] [role=gridcell]').nth(12).click();
  await page.getByText('History').first().waitFor({ timeout: 60_000 });
}

async function allYears(page) {
  await page.goto(new URL('/gains?year=all', page.url()).href);
  await ready(page);
}

/** Visits every screen and tells for each how long it took, the long tasks of the page's main thread, and the memory. */
export async function* visits({ page, url, heaps, only }) {
  await page.goto(`${url}/settings`);
  await ready(page);
  for (const [name, visit] of screens) {
    if (only && !only.split(',').some((one) => name.startsWith(one))) continue;
    await page.evaluate(() => (window.longTasks.length = 0));
    const start = performance.now();
    let answer;
    let failure = '';
    try {
      answer = await visit(page);
    } catch (error) {
      failure = ` (${String(error.message).split('\n')[0].slice(0, 60)})`;
    }
    const taken = performance.now() - start;
    await page.waitForTimeout(AFTER);
    const tasks = await page.evaluate(() => window.longTasks.map(({ duration }) => duration));
    yield { name: name + failure, ready: taken, tasks, answer, memory: await heaps.measured() };
  }
}
