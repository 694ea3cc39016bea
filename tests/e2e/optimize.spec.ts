import { figureIn, openScreen } from './app';
import { expect, test } from './fixtures';
import { measure, settled, suggested } from './optimizer';

test('weights keep the rules and add up to the whole', async ({ page }) => {
  await openScreen(page, '/optimize');
  await page.getByRole('radio', { name: 'Most return for its risk' }).check();
  await expect(page).toHaveURL(/aim=maximum-sharpe/);
  const cap = page.getByLabel('One holding');
  await cap.fill('12%');
  await cap.press('Enter');
  await expect(page).toHaveURL(/cap=0\.12/);
  const words = page.getByLabel('A rule in words');
  await words.fill('technology at most 25%; no AMD; make me rich');
  await words.press('Enter');
  await expect(page.getByText('Not understood: make me rich')).toBeVisible();
  await words.fill('Technology at most 25%; no AMD');
  await words.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('rules')).toBe('Technology ≤ 25%; No AMD');
  await expect(page.getByLabel('Technology', { exact: true })).toHaveValue('25%');
  await settled(page);

  const all = await suggested(page);
  const rows = all.filter(({ name }) => name !== 'Total');
  expect(all.find(({ name }) => name === 'Total')?.percent).toBe(100);
  const sum = rows.reduce((total, { percent }) => total + percent, 0);
  expect(Math.abs(sum - 100)).toBeLessThanOrEqual(0.05 * rows.length);
  for (const { name, percent } of rows) {
    expect(percent, name).toBeGreaterThanOrEqual(name === 'Cash' ? 2 : 0);
    if (name !== 'Cash') expect(percent, name).toBeLessThanOrEqual(12);
  }
  expect(rows.filter(({ percent }) => percent === 12).length).toBeGreaterThan(0);
  expect(rows.find(({ name }) => name === 'AMD')?.percent ?? 0).toBe(0);
  await page.getByRole('button', { name: 'Remove No AMD' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('rules')).toBe('Technology ≤ 25%');
});

test('at most three positions are suggested where a rule says so, and how good the choice is', async ({ page }) => {
  test.slow();
  await openScreen(page, '/optimize?aim=minimum-variance&cap=0.5');
  await settled(page);
  const before = await measure(page, 'Volatility');
  const words = page.getByLabel('A rule in words');
  await words.fill('at most 3 positions; each position at least 5% or nothing');
  await words.press('Enter');
  await expect
    .poll(() => new URL(page.url()).searchParams.get('rules'))
    .toBe('At most 3 positions; Each position ≥ 5% or nothing');
  await expect(page.getByLabel('Positions', { exact: true })).toHaveValue('3');
  await expect(page.getByText(/No other choice of positions is better: proven after [\d.]+ s/)).toBeVisible({
    timeout: 60_000
  });
  await expect(page.getByText(/The lines are without: At most 3 positions/)).toBeVisible();
  await settled(page);
  const held = (await suggested(page)).filter(
    ({ name, percent }) => name !== 'Total' && name !== 'Cash' && percent !== 0 && !Number.isNaN(percent)
  );
  expect(held.length).toBeGreaterThan(0);
  expect(held.length).toBeLessThanOrEqual(3);
  for (const { name, percent } of held) expect(percent, name).toBeGreaterThanOrEqual(5);
  expect(await measure(page, 'Volatility')).toBeGreaterThanOrEqual(before);

  await test.step('caps that three positions cannot fill are named, with a way out', async () => {
    const cap = page.getByLabel('One holding');
    await cap.fill('30%');
    await cap.press('Enter');
    const note = page.locator('main').getByText('These rules cannot hold together').locator('..');
    await expect(note).toContainText('At most 3 positions', { timeout: 60_000 });
    await note.getByRole('button', { name: 'At most 3 positions: 4 instead of 3' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('rules')).toContain('At most 4 positions');
    await expect(note).toBeHidden({ timeout: 60_000 });
  });
});

test('each aim does best what it aims at', async ({ page }) => {
  const found: Record<string, { volatility: number; sharpe: number }> = {};
  for (const aim of ['minimum-variance', 'maximum-sharpe']) {
    await openScreen(page, `/optimize?aim=${aim}`);
    await settled(page);
    found[aim] = {
      volatility: await measure(page, 'Volatility'),
      sharpe: await measure(page, 'Return per risk')
    };
  }
  const { 'minimum-variance': least, 'maximum-sharpe': best } = found;
  expect(least?.volatility).toBeLessThanOrEqual(best?.volatility ?? 0);
  expect(best?.sharpe).toBeGreaterThanOrEqual(least?.sharpe ?? 0);

  await test.step('without a forecast each weight says its share of the risk, and what the method leaves out is named', async () => {
    await openScreen(
      page,
      `/optimize?aim=without-forecast&method=equal&rules=${encodeURIComponent('Technology ≤ 5%')}`
    );
    await expect(page.locator('main')).toContainText('These weights break: Technology ≤ 5.0%');
    await expect(page.getByRole('button', { name: /^Carries [\d.]+% of the risk/ }).first()).toBeVisible();
  });
  await test.step('a view moves the return of what it is about', async () => {
    const sentence = 'AAPL earns 3% more than KO, 60% sure';
    await openScreen(page, `/optimize?aim=maximum-sharpe&views=${encodeURIComponent(sentence)}`);
    await page.getByRole('row').filter({ hasText: 'AAPL' }).getByRole('button').first().click();
    const how = page.getByRole('dialog', { name: 'Why AAPL has this weight' });
    await expect(how).toContainText('return before your views');
    await expect(how).toContainText('return after your views');
  });
  await test.step('views on risk, and those of several people, reweight the past; clashes are named', async () => {
    await openScreen(page, '/optimize?aim=maximum-sharpe');
    await settled(page);
    const say = async (sentence: string) => {
      const field = page.getByLabel('A view in words');
      await field.fill(sentence);
      await field.press('Enter');
      await settled(page);
    };
    await say('AAPL moves at least 45%');
    const note = page.locator('main').getByText(/Your views reweight \d+ past periods/);
    await expect(note).toBeVisible({ timeout: 60_000 });
    await say('Anna says KO earns 9%, 50% sure');
    const trust = page.getByLabel('Trust in Anna');
    await expect(trust).toHaveValue('50%');
    await trust.fill('20%');
    await trust.press('Enter');
    await expect(page.getByLabel('Trust in yourself')).toHaveValue('50%');
    await expect(page.locator('main')).toContainText('The rest, 30%, stays with the past as it was.');
    await say('AAPL moves at most 10%');
    await expect(page.locator('main')).toContainText('Your views are left out until this is mended', {
      timeout: 60_000
    });
    await expect(page.locator('main')).toContainText('AAPL moves at most 10%: it contradicts another view');
  });
});

test('rules that cannot hold together are named, and the remedy named is one', async ({ page }) => {
  await openScreen(page, '/optimize?aim=target-return&target=0.4');
  const note = page.locator('main').getByText('These rules cannot hold together').locator('..');
  await expect(note).toContainText(/In conflict: .*Return a year/);
  await expect(note).toContainText(/Return a year: the others leave .* to .*, 40\.0% is asked/);
  const remedy = note.getByRole('listitem').filter({ hasText: 'Return a year' });
  await expect(remedy).toContainText(/instead of 40\.0%/);
  const target = figureIn((await remedy.textContent())?.replace('Return a year:', '') ?? '');
  expect(target).toBeLessThan(40);

  // Figures are shown to a tenth of a percent: a tenth less is surely within what the remedy says.
  const field = page.getByLabel('Return a year');
  await field.fill(`${(target - 0.1).toFixed(1)}%`);
  await field.press('Enter');
  await expect(note).toBeHidden();
  await settled(page);
  await expect(page.getByRole('grid', { name: 'Weights' }).getByRole('row').last()).toContainText('100.0%');
});

test('limits too small to hold the money are named with either way out', async ({ page }) => {
  await openScreen(page, '/optimize?cap=0.02&of=AAPL,MSFT,KO');
  const note = page.locator('main').getByText('These rules cannot hold together').locator('..');
  await expect(note).toContainText('Cash ≥ 2.0%');
  await expect(note).toContainText('One holding ≤ 2.0%');
  // Three holdings of 2 % leave 94 % in cash; 98 % in three holdings are 32.7 % each.
  await expect(note).toContainText('the others leave 94.0% to 100.0%, 2.0% is asked');
  await expect(note.getByRole('listitem')).toHaveText([
    'One holding ≤ 2.0%: 32.7% instead of 2.0%',
    'Cash ≥ 2.0%: 94.0% instead of 2.0%'
  ]);
  await note.getByRole('button', { name: 'One holding ≤ 2.0%: 32.7% instead of 2.0%' }).click();
  await expect(page).toHaveURL(/cap=0\.32/);
  await expect(note).toBeHidden();
});

test('least expected shortfall is less than that of least volatility, and the frontier is drawn by it', async ({
  page
}) => {
  const shortfall = async (): Promise<number> => measure(page, 'Expected shortfall');
  await openScreen(page, '/optimize');
  await page.getByRole('button', { name: /^Risk measured by/ }).click();
  await page.getByRole('menuitemradio', { name: 'Expected shortfall (CVaR)' }).click();
  await expect(page).toHaveURL(/measure=expected-shortfall/);
  await expect(page.getByText('The mean loss in the worst share of periods.')).toBeVisible();
  await settled(page);
  await expect(page.getByText('Risk: Expected shortfall (CVaR), a week')).toBeVisible();
  const least = await shortfall();
  expect(least).toBeGreaterThan(0);
  await openScreen(page, '/optimize?aim=maximum-sharpe&measure=expected-shortfall');
  await settled(page);
  expect(await shortfall()).toBeGreaterThanOrEqual(least);
  const tail = page.getByLabel('Worst share');
  await tail.fill('20%');
  await tail.press('Enter');
  await expect(page).toHaveURL(/tail=0\.2/);
});

test('a yield and a budget of gains hold, go into a file and come back from it', async ({ page }) => {
  test.slow();
  await test.step('the closes of the demo contain its dividends: a yield is typed into the record', async () => {
    await openScreen(page, '/instrument?of=KO');
    const record = page.getByRole('region', { name: 'Record' });
    await record.getByLabel('Figures').fill('Dividend yield: 3%');
    await record.getByRole('button', { name: 'Save' }).click();
    await expect(record.getByRole('button', { name: 'Save' })).toBeDisabled();
  });
  await openScreen(page, '/optimize?aim=maximum-sharpe');
  const words = page.getByLabel('A rule in words');
  await words.fill('yield at least 0.42%; realised gains at most 3,000; ESG score at least 60');
  await words.press('Enter');
  await expect(page.getByText('No instrument has this figure: ESG score')).toBeVisible();
  await words.fill('yield at least 0.42%; realised gains at most 3,000');
  await words.press('Enter');
  const rules = 'Yield ≥ 0.42%; Realised gains ≤ 3000';
  await expect.poll(() => new URL(page.url()).searchParams.get('rules')).toBe(rules);
  await settled(page);
  const realised = page.getByRole('table', { name: 'Gains this realises' });
  const gain = realised.getByRole('row').filter({ hasText: 'Realised gains' }).getByRole('cell').last();
  // Shown to the whole unit of money.
  expect(figureIn((await gain.textContent()) ?? '')).toBeLessThanOrEqual(3000);
  const all = await suggested(page);
  // Three hundredths of its weight are the whole yield.
  expect(all.find(({ name }) => name === 'KO')?.percent).toBeGreaterThanOrEqual(14);
  await expect(page.locator('main')).toContainText('no payment is recorded in the last 12 months for');
  const sum = all.filter(({ name }) => name !== 'Total').reduce((total, { percent }) => total + percent, 0);
  expect(Math.abs(sum - 100)).toBeLessThanOrEqual(0.05 * all.length);

  await test.step('tax is counted in the return, and is one of the reasons of a weight', async () => {
    await page.getByLabel('Count tax on gains in the aim').check();
    await settled(page);
    await expect(page.getByRole('table', { name: 'What you get' })).toContainText('Return after costs');
    await expect(realised).toContainText('Tax on them');
  });
  await test.step('the rules are saved, and opened where there are none', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save rules' }).click();
    const path = await (await download).path();
    await openScreen(page, '/optimize?aim=maximum-sharpe&cap=0.5');
    await page.locator('input[type=file][aria-label="Open rules"]').setInputFiles(path);
    await expect.poll(() => new URL(page.url()).searchParams.get('rules')).toBe(rules);
    await expect(page).toHaveURL(/cap=0\.15/);
    await page.locator('input[type=file][aria-label="Open rules"]').setInputFiles({
      name: 'rules.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"format":"sextant-rules","version":1,"rules":[{"kind":"turnover","upper":"20%"}]}')
    });
    await expect(page.getByText('Rule 1 (turnover): “upper” must be a number')).toBeVisible();
    expect(new URL(page.url()).searchParams.get('rules')).toBe(rules);
  });
});
