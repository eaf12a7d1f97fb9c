import { toSlackText, toTeams } from './render.ts'
import type { ItemList, Part, Text } from './texts.ts'

/** What a chat accepts in one message: it refuses longer ones, or cuts them. Each budget is a little lower. */
const budgets = {
  /**
   * 40,000 characters.
   * https://docs.slack.dev/changelog/2018-truncating-really-long-messages
   */
  slack: 39_000,
  /**
   * 2,000 characters, also at its address that imitates Slack.
   * https://discord.com/developers/docs/resources/webhook#execute-webhook
   */
  discord: 1_900,
  /**
   * 28 KB.
   * https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
   */
  teams: 24 * 1024,
} as const

/** The body for a chat's incoming webhook. What exceeds the chat's limit is only counted. */
export function toChatBody(text: Text, kind: 'slack' | 'teams', url: string): string {
  if (kind === 'teams') return fitted(text, toTeams, Buffer.byteLength, budgets.teams)
  const isDiscord = new URL(url).pathname.endsWith('/slack')
  const most = isDiscord ? budgets.discord : budgets.slack
  return JSON.stringify({ text: fitted(text, toSlackText, ({ length }) => length, most) })
}

function fitted(
  text: Text,
  render: (text: Text) => string,
  sizeOf: (rendered: string) => number,
  most: number,
): string {
  const rendered = render(text)
  const parts = sizeOf(rendered) > most ? withoutLastItem(text.parts) : null
  return parts === null ? rendered : fitted({ ...text, parts }, render, sizeOf, most)
}

const isList = (part: Part): part is ItemList => typeof part !== 'string' && 'items' in part

/** The last item is counted only. Lists without items are counted together. */
function withoutLastItem(parts: readonly Part[]): readonly Part[] | null {
  const place = parts.findLastIndex((part) => isList(part) && part.items.length > 0)
  const list = parts[place]
  if (list === undefined || !isList(list)) return null
  const before = parts.slice(0, place)
  const after = parts.slice(place + 1)
  const more = list.more + 1
  if (list.items.length > 1) return [...before, { ...list, items: list.items.slice(0, -1), more }, ...after]
  const [next, ...rest] = after
  const isCounted = next !== undefined && isList(next)
  const counted = { heading: 'Other events', items: [], more: more + (isCounted ? next.more : 0) }
  return [...before, counted, ...(isCounted ? rest : after)]
}
