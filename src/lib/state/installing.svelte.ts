import { isInstalled, onInstallable, type InstallOffer } from '$lib/services/device';

/** Whether the browser offers to install the app. Browsers offer once, soon after the page stands: start it early. */
class Installing {
  offer = $state.raw<InstallOffer | undefined>(undefined);
  installed = $state(false);

  start(): void {
    this.installed = isInstalled();
    onInstallable((offer) => (this.offer = offer));
  }
}

export const installing = new Installing();
