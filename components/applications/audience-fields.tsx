import { CheckBox, ChoiceCards, FieldError } from '../ui/field.tsx'
import { reachWords } from './reach-words.ts'
import type { Typed } from './typed.ts'

const choices = Object.entries(reachWords).map(([value, { label, description }]) => ({
  value,
  label,
  description,
}))

/** Who may authorize the application. */
export function AudienceFields({
  typed: { value, isTicked, error },
  chooseReach,
}: {
  typed: Typed
  chooseReach: (reach: string) => void
}) {
  return (
    <>
      <div onChange={(event) => event.target instanceof HTMLInputElement && chooseReach(event.target.value)}>
        <ChoiceCards legend="Kind" name="reach" defaultValue={value('reach')} choices={choices} />
      </div>
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 font-medium">Selling partners</legend>
        <CheckBox name="seller" label="Sellers" defaultChecked={isTicked('seller')} />
        <CheckBox name="vendor" label="Vendors" defaultChecked={isTicked('vendor')} />
        <FieldError id="partnerTypes" error={error('partnerTypes')} />
      </fieldset>
      <CheckBox
        name="isSandbox"
        label="For the sandbox only"
        hint="Such an application has no consent; it is self-authorized."
        defaultChecked={isTicked('isSandbox')}
      />
    </>
  )
}
