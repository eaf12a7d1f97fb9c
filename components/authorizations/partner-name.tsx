/** Who it is in a list, with the id beside the name where it is another word. The title has the whole of both. */
export function PartnerName({ name, sellingPartnerId }: { name: string; sellingPartnerId: string | null }) {
  const id = sellingPartnerId === name ? null : sellingPartnerId
  return (
    <span title={id === null ? name : `${name}\n${id}`}>
      {name}
      {id !== null && (
        <span className="font-mono font-normal text-ink-muted text-sm max-sm:block max-sm:truncate sm:ml-2">
          {id}
        </span>
      )}
    </span>
  )
}
