import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'

export default function NotFound() {
  return (
    <EmptyState
      icon="circle-help"
      title="There is nothing at this address"
      action={<LinkButton href="/ops">Go to the selling partners</LinkButton>}
    >
      A part of it is damaged, doubled or unknown, or what it led to has been removed. Nothing was changed.
    </EmptyState>
  )
}
