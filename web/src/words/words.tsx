import 'dayjs/locale/es';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { en } from './en';
import { es } from './es';

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

type Key = Leaves<typeof en>;
/** A key of the dictionary; a plural is named without its `_one` or `_other`. */
export type WordKey = Key extends infer K ? (K extends `${infer Stem}_one` ? Stem : K extends `${string}_other` ? never : K) : never;

/** The same tree, with any texts at its ends. */
export type Dictionary<T = typeof en> = { [K in keyof T]: T[K] extends string ? string : Dictionary<T[K]> };

export type Language = 'en' | 'es';
export const languages: Record<Language, string> = { en: 'English', es: 'Español' };
const dictionaries: Record<Language, Dictionary> = { en, es };

export type Params = Record<string, string | number>;
export type Translate = (key: WordKey, params?: Params) => string;

function lookUp(dictionary: unknown, key: string): string | undefined {
  let node: unknown = dictionary;
  for (const part of key.split('.')) node = (node as Record<string, unknown> | undefined)?.[part];
  return typeof node === 'string' ? node : undefined;
}

export function translator(language: Language): Translate {
  const dictionary = dictionaries[language];
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  return (key, params) => {
    let text = lookUp(dictionary, key);
    if (text === undefined && typeof params?.count === 'number') {
      text = lookUp(dictionary, `${key}_${plural.select(params.count) === 'one' ? 'one' : 'other'}`);
    }
    text ??= key;
    if (!params) return text;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = params[name];
      return value === undefined ? whole : typeof value === 'number' ? number.format(value) : value;
    });
  };
}

interface Words {
  t: Translate;
  language: Language;
  setLanguage: (language: Language) => void;
}

const storageKey = 'vedette.language';
const WordsContext = createContext<Words | undefined>(undefined);

function firstLanguage(): Language {
  const chosen = localStorage.getItem(storageKey) ?? navigator.language;
  return chosen.toLowerCase().startsWith('es') ? 'es' : 'en';
}

export function WordsProvider({ children, initial }: { children: ReactNode; initial?: Language }) {
  const [language, set] = useState<Language>(() => initial ?? firstLanguage());
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const setLanguage = useCallback((next: Language) => {
    localStorage.setItem(storageKey, next);
    set(next);
  }, []);
  const words = useMemo(() => ({ t: translator(language), language, setLanguage }), [language, setLanguage]);
  return <WordsContext.Provider value={words}>{children}</WordsContext.Provider>;
}

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('WordsProvider is missing.');
  return words;
}
