/** The sign of the house: three owners, joined, each keeping its own place. */
export function Emblem({ size = 24 }: { readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
    >
      <path d="M16 16V7M16 16l-8.5 5.5M16 16l8.5 5.5" />
      <circle cx="16" cy="16" r="4" fill="var(--paper)" />
      <g fill="currentColor" stroke="none">
        <circle cx="16" cy="5" r="3.2" />
        <circle cx="6" cy="23" r="3.2" />
        <circle cx="26" cy="23" r="3.2" />
      </g>
    </svg>
  )
}
