import { forbidden } from 'next/navigation'
import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import { KeyForm } from '#components/keys/key-form.tsx'
import { KeyList } from '#components/keys/key-list.tsx'
import { KeyTabs } from '#components/keys/key-tabs.tsx'
import { paths } from '#components/paths.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import type { Context } from '#lib/context.ts'
import { listKeys } from '#lib/keys/api-keys.ts'
import { lifeDays, listKeyChoices, overlapDays, programScopes } from '#lib/keys/choices.ts'
import { create, endPreviousSecret, replaceSecret, revoke } from './actions.ts'

const secret = { replace: replaceSecret, endPrevious: endPreviousSecret, overlaps: overlapDays }
const listed = { holder: 'program', scopes: programScopes, revoke, secret } as const

export default async function KeysPage() {
  const { ctx, may } = await operatorPage(paths.keys)
  if (!may('keys:manage')) forbidden()
  return (
    <>
      <PageHeading
        title="API keys"
        description="With a key, one of your programs gets access tokens from the API. It never gets a refresh token."
        action={
          <div className="lg:hidden">
            <LinkButton href="#make-a-key">Create API key</LinkButton>
          </div>
        }
      />
      <KeyTabs current={paths.keys} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Suspense fallback={<KeyList rows={null} {...listed} now={ctx.now().toISOString()} />}>
          <Keys ctx={ctx} />
        </Suspense>
        <Card id="make-a-key" title="Create API key">
          {/* No fallback: without a script it would stay in the place of the form. */}
          <NewKey ctx={ctx} />
        </Card>
      </div>
    </>
  )
}

async function Keys({ ctx }: { ctx: Context }) {
  return <KeyList rows={await listKeys(ctx, 'program')} {...listed} now={ctx.now().toISOString()} />
}

async function NewKey({ ctx }: { ctx: Context }) {
  const { applications, accounts } = await listKeyChoices(ctx)
  return (
    <KeyForm
      holder="program"
      formId={crypto.randomUUID()}
      action={create}
      scopes={programScopes}
      lives={lifeDays}
      applications={applications}
      accounts={accounts}
    />
  )
}
