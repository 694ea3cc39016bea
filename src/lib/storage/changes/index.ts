export { followVault, vaultChannel } from './vault-changes';
export type { VaultChange, VaultName, VaultPart } from './vault-changes';
