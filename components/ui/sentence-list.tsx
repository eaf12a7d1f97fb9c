/** Sentences that belong together, one below the other. */
export function SentenceList({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className="grid gap-1">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
