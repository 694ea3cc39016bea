import { looksLikePage } from '../reply/json-reply';
import { shortened, statusReading, type StatusMeanings } from '../reply/status-reading';
import type { ProviderReading, ProviderReply } from '../provider';

/** What statuses mean at sources without keys: none is forbidden to a person, and what is not found is a series. */
export const openStatuses: StatusMeanings = { 401: 'other', 403: 'other', 404: 'unknown-symbol' };

/** What the status of a reply of text says; undefined for success. */
export function textStatus(reply: ProviderReply, statuses: StatusMeanings = openStatuses): ProviderReading | undefined {
  const words = looksLikePage(reply) || reply.text.trim() === '' ? undefined : shortened(reply.text);
  return statusReading(reply, words, statuses);
}
