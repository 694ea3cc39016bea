import { looksLikePage } from '../reply/json-reply';
import { refused, shortened, statusReading, type StatusMeanings } from '../reply/status-reading';
import type { ProviderReading, ProviderReply } from '../provider';

/** What statuses mean at sources without keys: none is forbidden to a person, and what is not found is a series. */
export const openStatuses: StatusMeanings = { 401: 'other', 403: 'other', 404: 'unknown-symbol' };

/** What the status of a reply of text says; undefined for success. */
export function textStatus(reply: ProviderReply, statuses: StatusMeanings = openStatuses): ProviderReading | undefined {
  const isPage = looksLikePage(reply);
  // A page for people says nothing of a key: it comes from something in between.
  if (isPage && (reply.status === 401 || reply.status === 403)) {
    return refused('other', `a web page in place of data, with status ${reply.status}`);
  }
  const words = isPage || reply.text.trim() === '' ? undefined : shortened(reply.text);
  return statusReading(reply, words, statuses);
}
