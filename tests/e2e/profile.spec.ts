import { openScreen } from './app';
import { expect, test } from './fixtures';

test('answers lead to a profile, a goal lets its risk fall, and both are rules one can see', async ({ page }) => {
  await openScreen(page, '/optimize');
  await page.getByRole('button', { name: 'Find mine' }).click();
  const questions = page.getByRole('dialog', { name: 'How much risk fits you' });
  await expect(questions.getByText('8 answers are missing')).toBeVisible();
  for (const answer of [
    'Later than that',
    'Longer',
    'As good as certain',
    'A little',
    'No',
    'Keep it',
    'Between −18 and 26 %',
    'Funds or shares'
  ])
    await questions.getByRole('radio', { name: answer, exact: true }).check();
  await expect(questions.getByText('Growth fits these answers.')).toBeVisible();
  await questions.getByRole('radio', { name: 'There is none', exact: true }).check();
  await expect(questions.getByText('Conservative fits these answers.')).toBeVisible();
  await expect(questions.getByText(/How long could you live on money kept outside/).last()).toBeVisible();
  await questions.getByRole('radio', { name: 'Longer', exact: true }).check();
  await questions.getByRole('button', { name: 'Take Growth' }).click();

  await expect(page).toHaveURL(/profile=growth/);
  await expect(page.getByLabel('Volatility', { exact: true })).toHaveValue('15%');
  await expect(page.getByText('Your settings differ from this profile.')).toHaveCount(0);

  await page.getByRole('button', { name: 'Set a goal' }).click();
  const goal = page.getByRole('dialog', { name: 'A goal by a date' });
  await goal.getByLabel('Risk falls over, years').fill('20');
  await goal.getByRole('button', { name: 'Set the goal' }).click();
  await expect(page.getByText(/It needs .* a year\./)).toBeVisible();
  await page.getByRole('button', { name: 'Apply it again' }).click();
  await expect(page.getByLabel('Volatility', { exact: true })).not.toHaveValue('15%');
  await page.getByRole('button', { name: 'Aim at it' }).click();
  await expect(page).toHaveURL(/aim=target-return/);

  // The answers are kept with the data.
  await page.reload();
  await page.getByRole('button', { name: 'Find mine' }).click();
  await expect(questions.getByText('Growth fits these answers.')).toBeVisible();
});
