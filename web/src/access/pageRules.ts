import type { Permissions } from '../api/grants';

type Rule = (reader: Permissions) => boolean;

const everybody: Rule = () => true;
const administrators: Rule = ({ isAdministrator }) => isAdministrator;
/** Something is open to the reader, be it to look at or to change. */
const seesAnything: Rule = ({ may }) => may('live') || may('playback') || may('export') || may('configure');

/** Who may open which page. What is not named goes by the longest beginning that is. */
const rules: Record<string, Rule> = {
  '/': everybody,
  '/cameras': seesAnything,
  '/devices': seesAnything,
  '/places': seesAnything,
  '/exports': ({ may }) => may('export'),
  '/exports/evidence': ({ may }) => may('playback'),
  '/storage': administrators,
  '/storage/coverage': ({ may }) => may('playback'),
  '/storage/holds': ({ may }) => may('playback') || may('hold'),
  '/audit': ({ may }) => may('audit'),
  '/users': administrators,
};

/** Whether the reader may open the page of a path. */
export function mayOpen(path: string, reader: Permissions): boolean {
  const parts = path.split('/').filter(Boolean);
  for (let length = parts.length; length > 0; length--) {
    const rule = rules[`/${parts.slice(0, length).join('/')}`];
    if (rule) return rule(reader);
  }
  return true;
}
