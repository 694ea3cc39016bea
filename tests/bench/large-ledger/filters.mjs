/** What follows an answer (sums, choices of the filters, the address) has come to rest after this time. */
const REST = 900;

/** Waits for the next answer of the list: from the event by the browser's own stamp to its first changed row, and to the paint after it. */
async function awaitRows(page, event) {
  await page.evaluate((name) => {
    window.answered = new Promise((resolve) => {
      let from;
      const begin = ({ timeStamp }) => (from = timeStamp);
      addEventListener(name, begin, { capture: true, once: true });
      const isRow = ({ target, addedNodes }) =>
        (target instanceof Element ? target : target.parentElement)?.closest('[data-line]') ||
        [...addedNodes].some((node) => node instanceof Element && node.matches('[data-line]'));
      const watch = new MutationObserver((records) => {
        if (from === undefined || !records.some(isRow)) return;
        const changed = performance.now() - from;
        watch.disconnect();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve({ changed, painted: performance.now() - from });
          port2.postMessage(0);
        });
      });
      const all = { childList: true, characterData: true, subtree: true };
      watch.observe(document.querySelector('main [role=grid]'), all);
    });
  }, event);
}

async function answer(page, event, act) {
  await page.waitForTimeout(REST);
  await awaitRows(page, event);
  await act();
  return page.evaluate(() =>
    Promise.race([window.answered, new Promise((done) => setTimeout(() => done(undefined), 10_000))])
  );
}

/** Opens a menu of the filters, points at an entry as a hand would, and gives the act that picks it. */
async function pointed(page, label, at) {
  await page.getByRole('button', { name: label }).first().click();
  const entry = page.getByRole('menuitemradio').nth(at);
  await entry.waitFor();
  await entry.hover();
  await page.waitForTimeout(200);
  return () => page.mouse.down().then(() => page.mouse.up());
}

const field = (page) => page.locator('main input[type=search]');
const words = ['dividend', 'sell', 'fee', 'deposit', 'pension'];
const columns = [1, 2, 3, 0];

const picked = (label) => async (page, at) => answer(page, 'click', await pointed(page, label, 2 + at));
const kinds = [
  ['a word, its first letter', async (page, at) => typed(page, words[at % words.length].slice(0, 1))],
  ['a word, whole', async (page, at) => typed(page, words[at % words.length])],
  [
    'another order',
    (page, at) =>
      answer(page, 'click', () =>
        page
          .locator('main [role=columnheader] button')
          .nth(columns[at % columns.length])
          .click()
      )
  ],
  ['a year', picked(/^Year/)],
  ['an account', (page, at) => picked(/^Account/)(page, (at % 3) - 1)],
  ['a kind', picked(/^Kind/)],
  ['a holding', picked(/^Holding/)]
];

async function typed(page, text) {
  await field(page).fill('');
  return answer(page, 'input', () => field(page).fill(text));
}

async function cleared(page) {
  const clear = page.getByRole('button', { name: 'Clear filters' });
  await clear.hover();
  return answer(page, 'click', () => page.mouse.down().then(() => page.mouse.up()));
}

/** Every kind of filter, several times over, each from the whole ledger. */
export async function* filterTimes({ page, url, tries = 5, only }) {
  const clearing = [];
  for (const [kind, act] of kinds) {
    if (only && !kind.includes(only)) continue;
    const times = [];
    await page.goto(`${url}/ledger`);
    await page.locator('[data-ready]').first().waitFor({ timeout: 180_000 });
    await page.waitForTimeout(REST);
    for (let at = 0; at < tries; at += 1) {
      times.push(await act(page, at));
      if (kind === 'an account') await (await pointed(page, /^Account/, 0))();
      else if (kind !== 'another order') clearing.push(await cleared(page));
    }
    yield { kind, times };
  }
  yield { kind: 'clearing all', times: clearing };
}
