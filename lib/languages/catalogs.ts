import type { Language } from './languages.ts'
import ar from './messages/ar.json' with { type: 'json' }
import de from './messages/de.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import es from './messages/es.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import it from './messages/it.json' with { type: 'json' }
import ja from './messages/ja.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }

/** Every text of sellers' pages and emails. The English catalog defines the keys. */
export type Messages = typeof en

export const catalogs: Readonly<Record<Language, Messages>> = { en, de, fr, es, it, ja, zh, ar }

/** Messages without placeholders, which components in the browser use directly. */
export type ClientMessages = Messages['client']

/** A group of messages, such as a page's. */
export type Namespace = Exclude<keyof Messages, 'client'>

type Leaf<Group> = {
  [Name in keyof Group & string]: Group[Name] extends string ? Name : `${Name}.${Leaf<Group[Name]>}`
}[keyof Group & string]

/** A message of a group, by its path. */
export type Key<Group extends Namespace> = Leaf<Messages[Group]>
