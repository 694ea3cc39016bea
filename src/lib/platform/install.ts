/** The browser's readiness to install the app. */
export interface InstallOffer {
  /** Shows the browser's own question. */
  prompt(): Promise<'accepted' | 'dismissed'>;
}

interface InstallPromptEvent extends Event {
  prompt(): Promise<void>;
  readonly userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

const listeners = new Set<(offer: InstallOffer | undefined) => void>();
let offered: InstallOffer | undefined;
let listening = false;

function offer(next: InstallOffer | undefined): void {
  offered = next;
  for (const listener of [...listeners]) listener(next);
}

function listen(): void {
  if (listening) return;
  listening = true;
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    const prompt = event as InstallPromptEvent;
    offer({
      async prompt() {
        await prompt.prompt();
        const { outcome } = await prompt.userChoice;
        offer(undefined);
        return outcome;
      }
    });
  });
  addEventListener('appinstalled', () => offer(undefined));
}

/** Tells now and later whether the app can be installed; returns how to stop. Call it early: the browser offers once. */
export function onInstallable(listener: (offer: InstallOffer | undefined) => void): () => void {
  listen();
  listeners.add(listener);
  listener(offered);
  return () => void listeners.delete(listener);
}

/** True when the app runs in its own window. */
export function isInstalled(): boolean {
  return matchMedia('(display-mode: standalone)').matches;
}
