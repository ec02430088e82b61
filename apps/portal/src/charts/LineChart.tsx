import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import styles from './LineChart.module.css'

export interface LineChartProps {
  readonly x: readonly number[]
  readonly y: readonly number[]
  /** The right end of the x axis, so that the curve grows into free room instead of shrinking. */
  readonly last: number
  readonly label: string
}

/** One curve over whole numbers. It fills its parent, follows its size, and takes the page's colours. */
export function LineChart({ x, y, last, label }: LineChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot>(undefined)
  const latest = useRef<uPlot.AlignedData>([[], []])
  latest.current = [[...x], [...y]]

  useEffect(() => {
    const element = box.current!
    const draw = () => {
      chart.current?.destroy()
      chart.current = new uPlot(optionsFor(element, last, label), latest.current, element)
    }
    draw()
    const resized = new ResizeObserver(() =>
      chart.current?.setSize({ width: element.clientWidth, height: element.clientHeight }),
    )
    resized.observe(element)
    const restyled = new MutationObserver(draw)
    restyled.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    const system = matchMedia('(prefers-color-scheme: dark)')
    system.addEventListener('change', draw)
    return () => {
      resized.disconnect()
      restyled.disconnect()
      system.removeEventListener('change', draw)
      chart.current?.destroy()
      chart.current = undefined
    }
  }, [last, label])

  useEffect(() => {
    chart.current?.setData([[...x], [...y]])
  }, [x, y])

  return <div ref={box} className={styles.chart} role="img" aria-label={label} />
}

function optionsFor(element: HTMLElement, last: number, label: string): uPlot.Options {
  const accent = resolved(element, '--accent')
  const soft = resolved(element, '--ink-soft')
  const rule = resolved(element, '--rule')
  const font = `12px ${getComputedStyle(element).fontFamily}`
  const axis: uPlot.Axis = {
    stroke: soft,
    font,
    grid: { stroke: rule, width: 1 },
    ticks: { stroke: rule, width: 1, size: 4 },
  }
  return {
    width: element.clientWidth,
    height: element.clientHeight,
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { size: 7 } },
    scales: { x: { time: false, range: [1, Math.max(2, last)] } },
    axes: [
      { ...axis, grid: { show: false }, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] },
      { ...axis, size: 52 },
    ],
    series: [
      {},
      { label, stroke: accent, width: 2, points: { show: true, size: 4, fill: accent, width: 0 } },
    ],
  }
}

/** A canvas needs a plain colour: lets the browser work out what a token means in this theme. */
function resolved(element: HTMLElement, token: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${token})`
  element.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
