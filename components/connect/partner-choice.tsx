import { StoreIcon, TruckIcon } from 'lucide-react'
import type { PartnerType } from '#lib/amazon/marketplaces.ts'
import { type Choice, ChoiceCards } from '../ui/field.tsx'

const choices: readonly (Choice & { value: PartnerType })[] = [
  {
    value: 'seller',
    label: 'Seller',
    description: 'You sell to Amazon’s customers, in Seller Central.',
    icon: StoreIcon,
  },
  {
    value: 'vendor',
    label: 'Vendor',
    description: 'Amazon buys from you, in Vendor Central.',
    icon: TruckIcon,
  },
]

/** Seller or vendor; where only one of them may authorize, there is nothing to choose. */
export function PartnerChoice({
  offered,
  proposed,
}: {
  offered: readonly PartnerType[]
  /** What is chosen at first; anything else leaves the choice open. */
  proposed: string | undefined
}) {
  const open = choices.filter(({ value }) => offered.includes(value))
  const [first] = open
  if (open.length === 1 && first !== undefined) {
    return (
      <p className="text-ink-muted">
        <input type="hidden" name="partner" value={first.value} />
        This is for {first.value}s only, with {first.value === 'seller' ? 'Seller' : 'Vendor'} Central.
      </p>
    )
  }
  return <ChoiceCards legend="How do you sell?" name="partner" defaultValue={proposed} choices={open} />
}
