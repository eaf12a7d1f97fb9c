import 'server-only'
import { PasswordForm, SessionList } from '#components/people/own-sign-in.tsx'
import { Card } from '#components/ui/card.tsx'
import type { Context } from '#lib/context.ts'
import { listSessions } from '#lib/people/sessions.ts'
import { changeOwnPassword, endOwnSessions } from './own-sessions.ts'

/** Where the person is signed in, and their password: the same for operators and sellers. */
export async function OwnSignIn({ ctx }: { ctx: Context }) {
  return (
    <>
      <SessionList sessions={await listSessions(ctx)} now={ctx.now().toISOString()} end={endOwnSessions} />
      <Card title="Password">
        <PasswordForm action={changeOwnPassword} />
      </Card>
    </>
  )
}
