import { fileURLToPath } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import { serve } from '../../tools/serve.mjs';

export interface OwnServer {
  readonly url: string;
  /** Closes the port and every open connection: afterwards nothing answers. */
  stop(): Promise<void>;
}

interface Fixtures {
  /** What the page complained of so far; anything left at the end fails the test. */
  complaints: string[];
  /** A server of this test alone, on a port of its own, which the test may stop. */
  ownServer: OwnServer;
}

declare global {
  interface Window {
    reportComplaint?: (text: string) => Promise<void>;
  }
}

async function listenTo(page: Page, complaints: string[]): Promise<void> {
  page.on('pageerror', (error) => complaints.push(`page error: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' || text.includes('Content Security Policy')) {
      complaints.push(`console ${message.type()}: ${text} (${message.location().url})`);
    }
  });
  await page.exposeFunction('reportComplaint', (text: string) => complaints.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      void window.reportComplaint?.(`policy violation: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
}

export const test = base.extend<Fixtures>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      await listenTo(page, complaints);
      await use(complaints);
      expect(complaints, 'nothing in the console, no policy violation').toEqual([]);
    },
    { auto: true }
  ],
  ownServer: async ({ baseURL: _baseURL }, use) => {
    const root = process.env['SEXTANT_BUILD'] ?? fileURLToPath(new URL('../../build', import.meta.url));
    const server = await serve({ root, port: 4400 + (process.pid % 500) });
    await use(server);
    await server.stop();
  }
});

export { expect };
