/** A filter that takes any of some codes, or all when none is chosen. */
import { Select } from 'antd'
import { useT } from '../lang.tsx'
import { type Coded, choices } from './choices.ts'

interface ManyOfProps<T extends string> {
  readonly label: string
  readonly codes: Coded<T>
  readonly width: number
  readonly value: readonly T[] | undefined
  readonly onChange: (value: T[]) => void
}

export function ManyOf<T extends string>({ label, codes, width, value, onChange }: ManyOfProps<T>) {
  const t = useT()
  return (
    <Select<T[]>
      mode="multiple"
      allowClear
      maxTagCount="responsive"
      style={{ width }}
      aria-label={label}
      placeholder={label}
      value={[...(value ?? [])]}
      onChange={onChange}
      options={choices(codes, t)}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
    />
  )
}

/** A filter without what is empty, so that an untouched one asks for nothing. */
export const tidied = <F extends object>(filter: F): F =>
  Object.fromEntries(
    Object.entries(filter).filter(
      ([, value]) =>
        value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0),
    ),
  ) as F
