import { formatNumber, t } from '../../../lib/texts/texts.svelte';
import { hoursText } from '../../../shared/forms/hours';
import type { Edited, Part } from './edited';

/** One part of a client in short, for comparing what was typed with what is there. */
export function partText({ client, attributes, site }: Edited, part: Part): string {
  const or = (text: string): string => (text === '' ? t.clients.nothingThere : text);
  switch (part) {
    case 'attributes':
      return or(attributes.map(({ name, value }) => `${name}: ${value}`).join(', '));
    case 'site':
      return or([site.address, site.city, site.country].filter((one) => one !== '').join(', '));
    case 'tags':
      return or(client.tags.join(', '));
    case 'people':
      return or(client.people.map((person) => person.name).join(', '));
    case 'rivals':
      return t.common.clientsCount(client.rivals.length);
    case 'hours':
    case 'preferred':
      return or(hoursText(client[part]));
    case 'language':
      return client.language === null ? t.clients.languageOfCountry : t.shell.languages[client.language];
    case 'value':
    case 'sales':
    case 'max_per_day':
      return client[part] === null ? t.clients.nothingThere : formatNumber(client[part]);
    default:
      return or(client[part]);
  }
}
