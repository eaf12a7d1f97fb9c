import type { FormState } from '../forms/form-state.ts'
import { ChoiceCards } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'

/** Whom new roles affect, and the question whether they have to approve them. Field `newRoles`. */
export function RolesPreview({ state: { rolesPreview: preview } }: { state: FormState }) {
  if (preview === undefined) return null
  const { roles, total, names } = preview
  const sellers = total === 1 ? '1 connected seller' : `${total} connected sellers`
  return (
    <div className="grid gap-4">
      <Notice
        tone="due"
        live
        title={`${roles.join(', ')}: ${sellers} may lack ${roles.length === 1 ? 'this role' : 'these roles'}`}
        cause={`${names.join(', ')}${total > names.length ? ` and ${total - names.length} more` : ''}`}
        next="Nothing is saved yet. Choose, then save."
      />
      <ChoiceCards
        legend="Do these sellers have to authorize again?"
        name="newRoles"
        choices={[
          {
            value: 'missing',
            label: `Yes, ask ${total === 1 ? 'the seller' : `all ${total}`}`,
            description:
              'The application got the role at Amazon after they authorized. They are marked as needing re-authorization; their tokens work meanwhile.',
          },
          {
            value: 'approved',
            label: 'No, they have approved it already',
            description: 'The application had the role all along, and it is only entered here now.',
          },
        ]}
      />
    </div>
  )
}
