import { forbidden } from 'next/navigation'
import { operatorPage } from '#app/_server/operator-page.ts'
import { EncryptionKeyCard } from '#components/encryption/encryption-key-card.tsx'
import { FreshWhileResealing } from '#components/encryption/fresh-while-resealing.tsx'
import { ReplaceKeyCard } from '#components/encryption/replace-key-card.tsx'
import { ResealCard } from '#components/encryption/reseal-card.tsx'
import { SealedTable } from '#components/encryption/sealed-table.tsx'
import { paths } from '#components/paths.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import type { Context } from '#lib/context.ts'
import { readEncryptionStatus } from '#lib/keys/encryption-keys.ts'
import { markCompromised, reseal, retire } from './actions.ts'

export default async function EncryptionPage() {
  const { ctx, may } = await operatorPage(paths.encryption)
  if (!may('encryption:manage')) forbidden()
  return (
    <>
      <PageHeading
        title="Encryption keys"
        description="They encrypt tokens and secrets before they are stored. The keys themselves are kept in the configuration, never in the database."
      />
      {/* Without a boundary: React would leave the forms hidden for a browser without scripts. */}
      <Sections ctx={ctx} />
    </>
  )
}

async function Sections({ ctx }: { ctx: Context }) {
  const { keys, total, current, isResealing, unreadable, lackedIds } = await readEncryptionStatus(ctx)
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="grid min-w-0 gap-5">
        <ResealCard
          total={total}
          current={current}
          isResealing={isResealing}
          unreadable={unreadable}
          lackedIds={lackedIds}
          currentId={ctx.keyRing.currentId}
          action={reseal}
        />
        <SealedTable keys={keys} />
      </div>
      <div className="grid min-w-0 gap-5">
        {keys.map(({ id, state, createdAt, retiredAt, isHeld, wrappedBy, compromised, count }) => (
          <EncryptionKeyCard
            key={id}
            id={id}
            state={state}
            isHeld={isHeld}
            wrappedBy={wrappedBy}
            count={count}
            createdAt={createdAt?.toISOString() ?? null}
            retiredAt={retiredAt?.toISOString() ?? null}
            compromised={compromised === null ? null : { ...compromised, at: compromised.at.toISOString() }}
            retire={retire}
            markCompromised={markCompromised}
          />
        ))}
        <ReplaceKeyCard />
      </div>
      {(isResealing || keys.some(({ compromised }) => (compromised?.left ?? 0) > 0)) && (
        <FreshWhileResealing />
      )}
    </div>
  )
}
