import { forbidden } from 'next/navigation'
import { operatorPage } from '#app/_server/operator-page.ts'
import { AgentSwitch } from '#components/keys/agent-switch.tsx'
import { KeyTabs } from '#components/keys/key-tabs.tsx'
import { keysViews } from '#components/keys/keys-view.ts'
import { paths } from '#components/paths.ts'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { agentsStoppedAt } from '#lib/keys/agents.ts'
import { agentLifeDays, agentScopes, apiScopes } from '#lib/keys/choices.ts'
import { createForAgent, resume, stop } from '../actions.ts'
import { KeyBoard } from '../key-board.tsx'

const scopes = apiScopes
  .filter(({ id }) => agentScopes.includes(id))
  .map((scope) => ({ ...scope, isUsual: scope.id !== 'links:manage' }))

export default async function AgentsPage({ searchParams }: PageProps<'/ops/keys/agents'>) {
  const shown = keysViews.agent.parse(await searchParams)
  const { ctx, may } = await operatorPage(keysViews.agent.href(shown, shown))
  if (!may('keys:manage')) forbidden()
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
          stop={stop}
          resume={resume}
        />
      </Card>
      <KeyBoard
        ctx={ctx}
        holder="agent"
        shown={shown}
        scopes={scopes}
        lives={agentLifeDays}
        create={createForAgent}
      />
    </>
  )
}
