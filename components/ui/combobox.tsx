'use client'

import { Command } from 'cmdk'
import { type ReactNode, useState } from 'react'
import { controlClass } from './field.tsx'

interface Props<Option> {
  /** The id of the field's label. A `label` element doesn't work: cmdk gives the field its id, and finds it by that. */
  labeledBy: string
  /** The typed text, or the name of the chosen option. */
  text: string
  onType: (text: string) => void
  /** Undefined while they are being read. */
  options: readonly Option[] | undefined
  keyOf: (option: Option) => string
  renderOption: (option: Option) => ReactNode
  onChoose: (option: Option) => void
  /** Called when the field loses its focus: text without a choice must not look like one. */
  onLeave: () => void
  /** Called when the options are needed, so that they can be loaded. */
  onOpen: () => void
  /** The label of the list of options, for a screen reader. */
  label: string
  placeholder: string
  /** Shown when nothing matches. */
  none: string
}

/** A text field with a list of options below it, found on the server: cmdk adds the keys and the roles. */
export function Combobox<Option>(props: Props<Option>) {
  const {
    labeledBy,
    text,
    onType,
    options,
    keyOf,
    renderOption,
    onChoose,
    onLeave,
    onOpen,
    label,
    placeholder,
    none,
  } = props
  const [isOpen, setOpen] = useState(false)

  function open() {
    setOpen(true)
    onOpen()
  }

  return (
    <Command
      shouldFilter={false}
      loop
      onKeyDown={({ key }) => {
        if (key === 'Escape') setOpen(false)
        if (key === 'ArrowDown' || key === 'ArrowUp') open()
      }}
      className="relative outline-none"
    >
      <Command.Input
        asChild
        value={text}
        onValueChange={(typed) => {
          onType(typed)
          open()
        }}
      >
        {/* Our attributes override those of cmdk, whose list is always open. */}
        <input
          role="combobox"
          aria-labelledby={labeledBy}
          aria-expanded={isOpen}
          {...(!isOpen && { 'aria-activedescendant': undefined })}
          maxLength={200}
          placeholder={placeholder}
          onFocus={(event) => event.target.select()}
          onClick={open}
          onBlur={() => {
            setOpen(false)
            onLeave()
          }}
          onKeyDown={(event) => {
            // Enter belongs to the form while the list is closed.
            if (event.key === 'Enter' && !isOpen) event.stopPropagation()
          }}
          className={controlClass}
        />
      </Command.Input>
      <div
        hidden={!isOpen}
        className="absolute inset-x-0 top-full z-20 mt-1 rounded-md border border-line-strong/60 bg-surface p-1"
      >
        <Command.List label={label}>
          {options?.map((option) => (
            <Command.Item
              key={keyOf(option)}
              value={keyOf(option)}
              // Runs before the field loses its focus and the list closes.
              onPointerDown={(event) => event.preventDefault()}
              onSelect={() => {
                setOpen(false)
                onChoose(option)
              }}
              className="flex cursor-pointer items-center justify-between gap-3 rounded-sm px-3 py-2 hover:bg-sunken aria-selected:bg-sunken"
            >
              {renderOption(option)}
            </Command.Item>
          ))}
        </Command.List>
        {(options === undefined || options.length === 0) && (
          <p className="px-3 py-2 text-ink-muted">{options === undefined ? 'Searching' : none}</p>
        )}
      </div>
    </Command>
  )
}
