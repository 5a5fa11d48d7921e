/** The desk's own line icons: one weight, 18 px, drawn in the colour of the text. Decorative: the word beside them speaks. */
const icon = (...paths: string[]) =>
  function Icon() {
    return (
      <svg
        className="icon"
        width="18"
        height="18"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {paths.map((d) => (
          <path key={d} d={d} />
        ))}
      </svg>
    )
  }

export const TodayIcon = icon('M3 11.5 12 4l9 7.5', 'M5.5 9.5V20h13V9.5', 'M10 20v-5.5h4V20')
export const RegisterIcon = icon(
  'M4 21V8l6-4v17',
  'M10 21V10h10v11',
  'M2.5 21h19',
  'M13.5 13.5h3',
  'M13.5 17h3',
  'M7 10v.01',
  'M7 14v.01',
  'M7 18v.01',
)
export const ImportIcon = icon('M12 15V4', 'm8 8 4-4 4 4', 'M4 14v5.5h16V14')
export const OperationIcon = icon('M5 21V4', 'M5 4.5c4-2 7 2 14 0v9c-7 2-10-2-14 0')
export const TestingIcon = icon('M9 3h6', 'M10 3v12.5a3 3 0 1 0 4 0V3', 'M10 10.5h4')
export const BoardIcon = icon('M4 20V10', 'M10 20V4', 'M16 20v-7', 'M22 20H2')
export const MissingIcon = icon(
  'M9.5 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z',
  'M3 20c.4-3.6 3-5.5 6.5-5.5 1.2 0 2.3.2 3.2.7',
  'M17.5 16.5v-.3c0-1.2 1.8-1.4 1.8-3a1.9 1.9 0 0 0-3.7-.5',
  'M17.5 19.800v.01',
)
export const ReportIcon = icon('M6 3h9l4 4v14H6z', 'M14.5 3v4.500H19', 'M9.5 12.500h6', 'M9.5 16.500h6')
export const SheetIcon = icon('M5 3.500h14v17H5z', 'M5 9h14', 'M5 14.500h14', 'M11 9v11.500')
export const FormIcon = icon('M6 3.500h12v17H6z', 'M9.500 8h5', 'M9.500 12h5', 'm9.500 16 1.200 1.200 2.300-2.400')
export const PinIcon = icon('M9 4h6l-.8 5.500 3.300 3.500h-11L9.800 9.500z', 'M12 13v7.500')
export const TubeIcon = icon('M7 3h4v15a2 2 0 1 1-4 0z', 'M14 3h4v15a2 2 0 1 1-4 0z', 'M7 9h4', 'M14 12h4')
export const FilesIcon = icon('M4 6.500V19h16V8.500h-8.500l-2-2z')
export const AuditIcon = icon('M12 3 5 6v5.500c0 4.5 3 8 7 9.5 4-1.5 7-5 7-9.500V6z', 'm9 12 2.2 2.200L15.2 10')
export const DeviceIcon = icon('M7.5 3h9v18h-9z', 'M11 18h2')
export const AccountsIcon = icon(
  'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z',
  'M2.5 20c.4-3.5 3-5.5 6.5-5.500s6.1 2 6.5 5.5',
  'M16 4.300a3.5 3.5 0 0 1 0 6.4',
  'M18 15c2 .8 3.2 2.5 3.5 5',
)
export const KeyIcon = icon('M8 18a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z', 'm11 11.5 9-8', 'm16.5 6.5 2.5 2.5')
export const SearchIcon = icon('M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Z', 'm20.5 20.5-4.5-4.5')
export const PhoneIcon = icon(
  'M5 4h4l1.5 5L8 10.500a12 12 0 0 0 5.5 5.500l1.5-2.5 5 1.500v4c0 1-.8 1.5-1.5 1.500C10.5 20 4 13.5 3.5 5.5 3.5 4.7 4 4 5 4Z',
)
export const DoorIcon = icon('M6 21V3.500h12V21', 'M3.5 21h17', 'M14.5 12v.5')
export const PlusIcon = icon('M12 5v14', 'M5 12h14')
export const BackIcon = icon('m14.5 6-6 6 6 6')
export const NextIcon = icon('m9.5 6 6 6-6 6')
export const FoldIcon = icon('m6 9.500 6 6 6-6')
export const CheckIcon = icon('m5 12.5 4.5 4.500L19 7.5')
export const SunIcon = icon(
  'M12 16.500a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Z',
  'M12 2.500v2',
  'M12 19.500v2',
  'M2.5 12h2',
  'M19.5 12h2',
  'm5.3 5.3 1.4 1.4',
  'm17.3 17.3 1.4 1.4',
  'm5.3 18.7 1.4-1.4',
  'm17.3 6.7 1.4-1.4',
)
export const MoonIcon = icon('M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10Z')
export const DownloadIcon = icon('M12 4v11', 'm8 11 4 4 4-4', 'M4 19.500h16')
export const EyeIcon = icon(
  'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z',
  'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
)
export const CloseIcon = icon('m6 6 12 12', 'M18 6 6 18')
export const ColumnsIcon = icon('M4 5h16v14H4z', 'M9.5 5v14', 'M14.5 5v14')
export const LabIcon = icon(
  'M9.500 3h5',
  'M10.500 3v6L5 18.500A1.700 1.700 0 0 0 6.500 21h11a1.700 1.700 0 0 0 1.500-2.500L13.500 9V3',
  'M7.500 15h9',
)
export const RetestIcon = icon(
  'M20 6v5h-5',
  'M4 18v-5h5',
  'M5.500 9.500A7 7 0 0 1 18 7.500l2 3.500',
  'M18.500 14.500A7 7 0 0 1 6 16.500L4 13',
)
export const EnterpriseIcon = icon(
  'M3.5 9.500 5 4h14l1.500 5.500',
  'M3.5 9.500c0 3.500 5.500 3.500 5.600 0 .2 3.500 5.700 3.500 5.800 0 .2 3.500 5.600 3.500 5.600 0',
  'M5 12.500V20h14v-7.500',
  'M10 20v-4.500h4V20',
)
export const StaffIcon = icon(
  'M8 10.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  'M16.500 11.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z',
  'M2.500 19.500c.3-3.400 2.400-5.500 5.500-5.500s5.200 2.100 5.500 5.500z',
  'M15.500 14.600c3.200-.6 5.600 1.300 6 4.900h-4.500',
)
