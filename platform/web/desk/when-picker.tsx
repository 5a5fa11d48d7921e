/**
 * Picks a moment or a day on the Shanghai clock, whatever zone the machine is set to: the wall clock shown is read as +08:00.
 * Works as an antd form field: its value is a moment (ISO, UTC) or a day (YYYY-MM-DD), never a library's object.
 */
import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { shanghaiMinute } from '../../pure/time.ts'

interface PickerProps {
  readonly id?: string
  readonly value?: string | null
  readonly onChange?: (value: string | null) => void
  readonly label?: string
  readonly disabled?: boolean
}

const wall = 'YYYY-MM-DD HH:mm'

/** Minutes step by 15: nobody opens a site at 08:07. */
export function WhenPicker({ id, value, onChange, label, disabled }: PickerProps) {
  return (
    <DatePicker
      {...(id ? { id } : {})}
      aria-label={label}
      showTime={{ format: 'HH:mm', minuteStep: 15 }}
      format={wall}
      allowClear={false}
      needConfirm={false}
      disabled={disabled ?? false}
      value={value ? dayjs(shanghaiMinute(value), wall) : null}
      onChange={(next) =>
        onChange?.(next ? new Date(`${next.format('YYYY-MM-DDTHH:mm')}:00+08:00`).toISOString() : null)
      }
      style={{ width: '100%' }}
    />
  )
}

export function DayPicker({ id, value, onChange, label, disabled }: PickerProps) {
  return (
    <DatePicker
      {...(id ? { id } : {})}
      aria-label={label}
      format="YYYY-MM-DD"
      allowClear={false}
      disabled={disabled ?? false}
      value={value ? dayjs(value, 'YYYY-MM-DD') : null}
      onChange={(next) => onChange?.(next ? next.format('YYYY-MM-DD') : null)}
      style={{ width: '100%' }}
    />
  )
}
