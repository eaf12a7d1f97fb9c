import type { Language } from './languages.ts'
import ar from './messages/ar.json' with { type: 'json' }
import de from './messages/de.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import es from './messages/es.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import it from './messages/it.json' with { type: 'json' }
import ja from './messages/ja.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }

/** Every text of sellers' pages and emails. The English catalog decides which there are. */
export type Messages = typeof en

export const catalogs: Readonly<Record<Language, Messages>> = { en, de, fr, es, it, ja, zh, ar }

/** Those that components in the browser get as they are, without placeholders. */
export type ClientMessages = Messages['client']

/** A group of messages, such as a page's. */
export type Namespace = Exclude<keyof Messages, 'client'>

type Leaf<Group> = {
  [Name in keyof Group & string]: Group[Name] extends string ? Name : `${Name}.${Leaf<Group[Name]>}`
}[keyof Group & string]

/** A message of a group, by its path. */
export type Key<Group extends Namespace> = Leaf<Messages[Group]>
