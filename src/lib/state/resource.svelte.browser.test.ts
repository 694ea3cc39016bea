import { flushSync } from 'svelte';
import { expect, it, vi } from 'vitest';
import { Resource } from './resource.svelte';

it('asks when its question changes, and not when an answer that looks at the last one changes that', async () => {
  let question = $state('first');
  const asked = vi.fn<(text: string) => void>();
  let resource: Resource<string, string> | undefined;
  const end = $effect.root(() => {
    const own: Resource<string, string> = new Resource(
      () => question,
      async (text): Promise<string> => {
        asked(text);
        const before = own.value ?? 'nothing';
        await new Promise((done) => setTimeout(done, 5));
        return `${text} after ${before}`;
      }
    );
    resource = own;
  });
  flushSync();
  await expect.poll(() => resource?.value).toBe('first after nothing');
  question = 'second';
  await expect.poll(() => resource?.value).toBe('second after first after nothing');
  await new Promise((done) => setTimeout(done, 50));
  expect(asked.mock.calls).toEqual([['first'], ['second']]);
  end();
});

it('has settled only while its value answers the question as it stands', async () => {
  let question = $state('first');
  let resource: Resource<string, string> | undefined;
  const end = $effect.root(() => {
    resource = new Resource(
      () => question,
      async (text): Promise<string> => {
        await new Promise((done) => setTimeout(done, 10));
        if (text === 'wrong') throw new Error(text);
        return text;
      }
    );
  });
  flushSync();
  expect(resource?.settled).toBe(false);
  await expect.poll(() => resource?.settled).toBe(true);
  question = 'given up';
  flushSync();
  resource?.cancel();
  await new Promise((done) => setTimeout(done, 40));
  expect([resource?.value, resource?.loading, resource?.settled]).toEqual(['first', false, false]);
  question = 'wrong';
  flushSync();
  await expect.poll(() => resource?.error?.message).toBe('wrong');
  expect(resource?.settled).toBe(false);
  question = 'last';
  await expect.poll(() => resource?.settled).toBe(true);
  expect(resource?.value).toBe('last');
  end();
});

it('waits for nothing once there is no question, and the late answer is dropped', async () => {
  let question = $state<string | undefined>('first');
  let resource: Resource<string, string> | undefined;
  const end = $effect.root(() => {
    resource = new Resource(
      () => question,
      async (text): Promise<string> => {
        await new Promise((done) => setTimeout(done, 20));
        return text;
      }
    );
  });
  flushSync();
  expect(resource?.loading).toBe(true);
  question = undefined;
  flushSync();
  expect(resource?.loading).toBe(false);
  await new Promise((done) => setTimeout(done, 60));
  expect(resource?.value).toBeUndefined();
  end();
});
