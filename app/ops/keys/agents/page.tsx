import { forbidden } from 'next/navigation'
import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import { AgentSwitch } from '#components/keys/agent-switch.tsx'
import { KeyForm } from '#components/keys/key-form.tsx'
import { KeyList } from '#components/keys/key-list.tsx'
import { KeyTabs } from '#components/keys/key-tabs.tsx'
import { paths } from '#components/paths.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import type { Context } from '#lib/context.ts'
import { agentsStoppedAt } from '#lib/keys/agents.ts'
import { listKeys } from '#lib/keys/api-keys.ts'
import { agentLifeDays, agentScopes, apiScopes, listKeyChoices, overlapDays } from '#lib/keys/choices.ts'
import { createForAgent, endPreviousSecret, replaceSecret, resume, revoke, stop } from '../actions.ts'

const secret = { replace: replaceSecret, endPrevious: endPreviousSecret, overlaps: overlapDays }
const scopes = apiScopes
  .filter(({ id }) => agentScopes.includes(id))
  .map((scope) => ({ ...scope, isUsual: scope.id !== 'links:manage' }))
const listed = { holder: 'agent', scopes, revoke, secret } as const

export default async function AgentsPage() {
  const { ctx, may } = await operatorPage(paths.agents)
  if (!may('keys:manage')) forbidden()
  const now = ctx.now().toISOString()
  return (
    <>
      <PageHeading
        title="Agents"
        description="With a key, a language model reads Gatehouse at /mcp and runs Amazon’s read-only operations. It never gets a token."
        action={
          <div className="lg:hidden">
            <LinkButton href="#make-a-key">Create agent key</LinkButton>
          </div>
        }
      />
      <KeyTabs current={paths.agents} />
      <Card title="All agents">
        <AgentSwitch
          stoppedAt={(await agentsStoppedAt(ctx))?.toISOString() ?? null}
          now={now}
          stop={stop}
          resume={resume}
        />
      </Card>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Suspense fallback={<KeyList rows={null} {...listed} now={now} />}>
          <Keys ctx={ctx} />
        </Suspense>
        <Card id="make-a-key" title="Create agent key">
          {/* No fallback: without a script it would stay in the place of the form. */}
          <NewKey ctx={ctx} />
        </Card>
      </div>
    </>
  )
}

async function Keys({ ctx }: { ctx: Context }) {
  return <KeyList rows={await listKeys(ctx, 'agent')} {...listed} now={ctx.now().toISOString()} />
}

async function NewKey({ ctx }: { ctx: Context }) {
  const { applications, accounts } = await listKeyChoices(ctx)
  return (
    <KeyForm
      holder="agent"
      formId={crypto.randomUUID()}
      action={createForAgent}
      scopes={scopes}
      lives={agentLifeDays}
      applications={applications}
      accounts={accounts}
    />
  )
}
