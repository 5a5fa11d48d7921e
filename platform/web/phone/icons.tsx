/** Line icons of the phone, 24 px square, drawn in the text's colour; the word beside them says what they mean. */
import type { ReactNode } from 'react'

const drawn = (paths: ReactNode) =>
  function Icon({ size = 24 }: { size?: number }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {paths}
      </svg>
    )
  }

export const BackIcon = drawn(<path d="M15 5l-7 7 7 7" />)
export const NextIcon = drawn(<path d="M9 5l7 7-7 7" />)
export const MenuIcon = drawn(<path d="M4 7h16M4 12h16M4 17h16" />)
export const CheckIcon = drawn(<path d="M4.5 12.5l5 5 10-11" />)
export const UndoIcon = drawn(
  <>
    <path d="M9 7L4.5 11.5 9 16" />
    <path d="M5 11.5h9a5 5 0 0 1 0 10h-2" />
  </>,
)
export const ScanIcon = drawn(
  <>
    <path d="M4 8V5.5A1.5 1.5 0 0 1 5.5 4H8M16 4h2.5A1.5 1.5 0 0 1 20 5.5V8M20 16v2.5a1.5 1.5 0 0 1-1.5 1.5H16M8 20H5.5A1.5 1.5 0 0 1 4 18.5V16" />
    <path d="M4 12h16" />
  </>,
)
export const NumberIcon = drawn(
  <>
    <rect x="3" y="5" width="18" height="14" rx="2.5" />
    <circle cx="8.5" cy="11" r="2" />
    <path d="M5.8 16c.5-1.5 1.5-2 2.700-2s2.200.5 2.700 2M14 10h4M14 14h4" />
  </>,
)
export const PassCheckIcon = drawn(
  <>
    <path d="M20 11V7.500A2.500 2.500 0 0 0 17.500 5h-12A2.500 2.500 0 0 0 3 7.500v9A2.500 2.500 0 0 0 5.500 19H11" />
    <circle cx="8" cy="10.500" r="1.800" />
    <path d="M5.600 15.200c.5-1.300 1.300-1.800 2.400-1.800s1.900.5 2.400 1.800M14 9.500h3M14 17l2.500 2.500 5-5.500" />
  </>,
)
export const SearchIcon = drawn(
  <>
    <circle cx="10.5" cy="10.5" r="6" />
    <path d="M15 15l5 5" />
  </>,
)
export const PersonPlusIcon = drawn(
  <>
    <circle cx="10" cy="8" r="3.5" />
    <path d="M3.5 20c.4-4 3-6 6.5-6 1.5 0 2.8.4 3.900 1.100M18 14v6M15 17h6" />
  </>,
)
export const CloudUpIcon = drawn(
  <>
    <path d="M7 18a4.5 4.5 0 0 1-.5-8.97A6 6 0 0 1 18 10.5 3.800 3.800 0 0 1 17.5 18" />
    <path d="M12 20v-8M9 14.5l3-3 3 3" />
  </>,
)
export const CloudDoneIcon = drawn(
  <>
    <path d="M7 18a4.5 4.5 0 0 1-.5-8.97A6 6 0 0 1 18 10.5 3.800 3.800 0 0 1 17.2 18z" />
    <path d="M9 13.5l2.200 2.200 4-4.200" />
  </>,
)
export const AwayIcon = drawn(
  <>
    <path d="M7 18a4.5 4.5 0 0 1-.5-8.97 6 6 0 0 1 1.800-2.900M11 4.600A6 6 0 0 1 18 10.5a3.800 3.800 0 0 1 2 6.600M4 4l16 16M7 18h9" />
  </>,
)
export const AlertIcon = drawn(
  <>
    <path d="M12 4L2.8 19.5h18.400z" />
    <path d="M12 10v4.5M12 17.2v.1" />
  </>,
)
export const ClockIcon = drawn(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5V12l3 2" />
  </>,
)
export const TubeIcon = drawn(
  <>
    <path d="M8 3h8M9 3v14.5a3 3 0 0 0 6 0V3" />
    <path d="M9 11h6" />
  </>,
)
export const PhoneIcon = drawn(
  <path d="M5.5 4h3.300l1.600 4.200-2.100 1.5a12 12 0 0 0 6 6l1.5-2.100 4.200 1.600v3.300a1.5 1.5 0 0 1-1.600 1.5A16.5 16.5 0 0 1 4 5.600 1.5 1.5 0 0 1 5.5 4z" />,
)
export const DoorIcon = drawn(
  <>
    <path d="M6 21V4.5A1.5 1.5 0 0 1 7.5 3h9A1.5 1.5 0 0 1 18 4.5V21M3.5 21h17M14.5 12v.6" />
  </>,
)
export const TorchIcon = drawn(
  <>
    <path d="M7.5 3h9v4l-2 3.5V20a1 1 0 0 1-1 1h-3a1 1 0 0 1-1-1v-9.5L7.5 7zM7.5 7h9M12 13v2" />
  </>,
)
export const EraseIcon = drawn(
  <>
    <path d="M9 5.5h10.5a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H9L3 12z" />
    <path d="M12 9.5l5 5M17 9.5l-5 5" />
  </>,
)
export const RefreshIcon = drawn(
  <>
    <path d="M19.5 9A8 8 0 1 0 20 12.5" />
    <path d="M20 4.5V9h-4.5" />
  </>,
)
export const StopIcon = drawn(
  <>
    <path d="M8.300 3h7.400L21 8.300v7.400L15.700 21H8.300L3 15.700V8.300z" />
    <path d="M9 9l6 6M15 9l-6 6" />
  </>,
)
export const MedicalIcon = drawn(<path d="M9.500 3.500h5v6h6v5h-6v6h-5v-6h-6v-5h6z" />)
export const ThermometerIcon = drawn(
  <>
    <path d="M10 14.200V5.500a2.500 2.500 0 0 1 5 0v8.700a4.500 4.500 0 1 1-5 0z" />
    <path d="M12.500 9v8.500" />
  </>,
)
export const InIcon = drawn(<path d="M13 4h5a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-5M3.500 12h11M10.500 8l4 4-4 4" />)
export const OutIcon = drawn(<path d="M11 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h5M9.500 12h11M16.500 8l4 4-4 4" />)
export const CarIcon = drawn(
  <>
    <path d="M3.500 16.500v-4l2.500-6h12l2.500 6v4z" />
    <path d="M3.500 12h17M6 16.500v2M18 16.500v2" />
  </>,
)
export const ParcelIcon = drawn(
  <>
    <path d="M4 7.500 12 3.500l8 4v9l-8 4-8-4z" />
    <path d="M4 7.500l8 4 8-4M12 11.500v9" />
  </>,
)
