import { type Context, requireScope } from '../context.ts'
import { toPlainText } from '../messages/render.ts'
import { type MessageFacts, type MessageKind, textOf } from '../messages/texts.ts'

export interface Preview {
  readonly kind: MessageKind
  readonly subject: string
  readonly text: string
}

/** Every text with made-up facts, as it would be sent today. */
export function previewTexts(ctx: Context): Preview[] {
  requireScope(ctx, 'notifications:read')
  const now = ctx.now()
  const at = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString()
  const seller = { storeName: 'Harbor Pine', applicationName: ctx.settings.companyName }
  const incident = {
    incidentId: 'example',
    applicationName: ctx.settings.companyName,
    problem: 'amazon_unavailable' as const,
    startedAt: now.toISOString(),
  }
  const item = (name: string) => ({
    name,
    applicationName: ctx.settings.companyName,
    detail: null,
    happenedAt: now.toISOString(),
    path: '/ops',
  })
  const facts: MessageFacts = {
    'renewal-reminder': { ...seller, dueAt: at(30), daysBefore: 30 },
    'access-lost': { ...seller, since: now.toISOString() },
    'incident-opened': incident,
    'incident-resolved': { ...incident, minutes: 14, affected: 312 },
    event: {
      type: 'authorization.reauthorization_needed',
      applicationId: null,
      items: [item('Harbor Pine'), item('Blue Kettle')],
      total: 2,
    },
    digest: {
      groups: [
        { type: 'authorization.renewal_due', items: [item('Harbor Pine')], total: 1 },
        { type: 'authorization.created', items: [item('Blue Kettle')], total: 1 },
      ],
      until: now.toISOString(),
      timeZone: 'UTC',
    },
    'confirm-email': {},
    'password-reset': { hours: 24 },
    invitation: { role: 'operator', hours: 24 },
    'connect-link': { applicationName: ctx.settings.companyName, expiresAt: at(7), renews: false },
    test: {},
  }
  const links = { link: '(link)', unsubscribe: '(link)' }
  return (Object.keys(facts) as MessageKind[]).map((kind) => {
    const text = textOf(kind, facts[kind] as never, ctx.settings, links)
    return { kind, subject: text.subject, text: toPlainText(text) }
  })
}
