/** Resolves once the page has loaded and has nothing to do. */
export function pageIdle(): Promise<void> {
  return new Promise((resolve) => {
    const whenIdle = (): void => {
      if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve(), { timeout: 3000 });
      else setTimeout(resolve, 500);
    };
    if (document.readyState === 'complete') whenIdle();
    else window.addEventListener('load', whenIdle, { once: true });
  });
}

/** Resolves some time after the page has loaded, when it has nothing to do. */
export async function pageIdleAfter(milliseconds: number): Promise<void> {
  await pageIdle();
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  await pageIdle();
}
