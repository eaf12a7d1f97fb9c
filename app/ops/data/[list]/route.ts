import { notFound } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { pageContext } from '#app/_server/context.ts'
import { AppError } from '#lib/errors.ts'
import { attempts } from '../../lists/attempts.ts'
import { audit } from '../../lists/audit.ts'
import { authorizations } from '../../lists/authorizations.ts'
import { bulkActions } from '../../lists/bulk-actions.ts'
import { calls } from '../../lists/calls.ts'
import { comingReminders } from '../../lists/coming-reminders.ts'
import { incidents } from '../../lists/incidents.ts'
import { links } from '../../lists/links.ts'
import { outbox } from '../../lists/outbox.ts'
import { people } from '../../lists/people.ts'
import { renewals } from '../../lists/renewals.ts'
import { answer } from '../answer.ts'

const lists = new Map(
  Object.entries({
    attempts,
    audit,
    authorizations,
    calls,
    incidents,
    links,
    outbox,
    people,
    renewals,
    'bulk-actions': bulkActions,
    'coming-reminders': comingReminders,
  }),
)

/** A page of a list, for the open dashboard. */
export async function GET(
  { nextUrl }: NextRequest,
  { params }: { params: Promise<{ list: string }> },
): Promise<Response> {
  const list = lists.get((await params).list) ?? notFound()
  return answer(async () => {
    const ctx = await pageContext()
    if (ctx.actor.kind === 'account') throw new AppError('not_allowed')
    return list.read(ctx, nextUrl.searchParams)
  })
}
