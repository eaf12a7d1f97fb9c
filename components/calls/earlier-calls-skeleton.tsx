import { Card } from '../ui/card.tsx'
import { CallTable } from './call-table.tsx'

/** Earlier calls while they are read, of their size. */
export function EarlierCallsSkeleton() {
  return (
    <Card title="Earlier calls" flush>
      <CallTable calls={null} hrefOf={({ id }) => id} renderedAt="" />
    </Card>
  )
}
