/** One thing and what people call it; every word of a row means the same to a seeker. */
export interface GlossaryEntry {
  readonly zh: readonly string[]
  readonly en: readonly string[]
}

// One line per thing: Chinese words | English words.
const lines = `
铣床 铣削 铣刀 铣削加工 | milling, milling machine, milling cutter
车床 车削 | lathe, turning
磨床 磨削 | grinding, grinder
机床 数控机床 加工中心 | machine tool, cnc, machining centre, machining center
主轴 | spindle
刀具磨损 刀具磨耗 后刀面磨损 | tool wear, flank wear
刀具 刀片 | cutting tool, tool
刀具寿命 | tool life
轧制 轧机 轧线 | rolling mill, rolling
热轧 热连轧 | hot rolling, hot strip mill, hot-rolled
冷轧 | cold rolling, cold-rolled
连铸 结晶器 | continuous casting, mould, caster
漏钢 粘结漏钢 | breakout, sticker
带钢 钢板 板带 卷板 | strip, steel plate, coil
力学性能 屈服强度 抗拉强度 | mechanical properties, yield strength, tensile strength
化学成分 | chemical composition, composition
炼钢 转炉 电炉 | steelmaking, converter, furnace
高炉 炼铁 | blast furnace, ironmaking
排产 排程 调度 生产计划 | scheduling, production plan, planning
缺陷 瑕疵 疵点 疵病 不良 | defect, flaw, blemish
表面缺陷 表面瑕疵 外观缺陷 | surface defect, surface flaw
划伤 刮痕 划痕 划线 | scratch
裂纹 裂缝 | crack
压痕 辊印 轧辊压痕 | roll mark, indentation
氧化铁皮 铁皮压入 氧化铁皮压入 | rolled-in scale, scale
夹杂 夹渣 | inclusion
缩孔 气孔 | porosity, shrinkage, void
外观检测 表面检测 视觉检测 表检 | visual inspection, surface inspection, machine vision
质量检测 质检 | quality inspection, inspection
无损检测 探伤 | non-destructive testing, ndt, flaw detection
预测性维护 预防性维护 预知维护 | predictive maintenance, condition-based maintenance
设备故障 机器故障 设备失效 故障 | machine failure, equipment failure, failure, fault, breakdown
故障诊断 | fault diagnosis, diagnosis, diagnostics
故障预测 故障预警 | failure prediction, early warning, prognostics
健康管理 健康监测 状态监测 | condition monitoring, health monitoring, phm
剩余寿命 剩余使用寿命 | remaining useful life, rul
异常检测 异常识别 | anomaly detection
异响 异音 异常声音 | abnormal sound, abnormal noise
轴承 滚动轴承 | bearing, rolling bearing, rolling element bearing
齿轮 齿轮箱 减速机 变速箱 | gear, gearbox, reducer, transmission
电机 马达 电动机 | motor, electric motor
泵 水泵 离心泵 | pump
风机 鼓风机 | fan, blower
压缩机 | compressor
阀门 | valve
汽轮机 涡轮 透平 | turbine
发动机 | engine
航空发动机 航发 | aero engine, turbofan
叶片 涡轮叶片 | blade, turbine blade
机器人 机械臂 | robot, robotic arm
振动 振动信号 | vibration
扭矩 转矩 | torque
转速 | rotational speed, spindle speed, rpm
温度 测温 | temperature, thermocouple
压力 压力波 | pressure
电流 | current
声发射 | acoustic emission, ae
应变 应变片 | strain, strain gauge
疲劳 | fatigue
焊接 焊缝 | welding, weld
焊点 焊锡 | solder joint, solder
激光焊接 激光焊 | laser welding
点焊 电阻焊 | spot welding, resistance welding
虚焊 爆点 | cold weld, weld spatter, incomplete weld
立碑 连锡 少锡 | tombstone, solder bridge, insufficient solder
锡膏 | solder paste
回流焊 贴片 | reflow, smt, surface mount
印制板 电路板 线路板 裸板 | pcb, printed circuit board, bare board
短路 断路 缺口 残铜 | short, open circuit, mouse bite, spurious copper
晶圆 硅片 | wafer
刻蚀 蚀刻 | etch, etching
光刻 | lithography
关键尺寸 | critical dimension
虚拟量测 | virtual metrology
软测量 | soft sensor, inferential
装置 位号 | process unit, tag
催化裂化 催裂化 | fcc, catalytic cracking
原油 原料油 | crude, feedstock
收率 产率 | yield
炼化 炼油 | refinery, refining
管道 管线 管网 | pipeline
泄漏 漏点 | leak, leakage
工艺安全 危险与可操作性 | process safety, hazop, hazard and operability
操作规程 规程 | operating procedure, procedure
化验 化验室 | laboratory, assay
电池 锂电池 锂离子电池 | battery, lithium-ion, lithium battery
电芯 单体 | cell
极片 正负极 | electrode
涂布 | coating
露箔 | exposed foil
极耳 | tab
电池寿命 循环寿命 | cycle life, battery life
充放电 | charge, discharge, charging
老化 衰减 | ageing, aging, degradation
热失控 滥用试验 | thermal runaway, abuse test
针刺 过充 | nail penetration, overcharge
变压器 | transformer
溶解气体 油中溶解气体 油色谱 | dissolved gas, dga
放电 局放 | discharge, partial discharge
过热 | overheating
绝缘子 | insulator
输电线路 线路巡检 | transmission line, power line
负荷 用电负荷 | load, electric load
负荷预测 | load forecast, load forecasting
光伏 组件 | photovoltaic, solar, pv
风电 风机机组 风力发电 | wind power, wind turbine
发电 电站 | power plant, generation
电网 配电网 | grid, power grid
能耗 用能 | energy consumption, energy use
碳排放 碳足迹 排放因子 | carbon emission, carbon footprint, emission factor, co2e
汽车 整车 | vehicle, automotive, car
装配 拧紧 | assembly, tightening
噪声 | noise
下线检测 | end-of-line
工程机械 泵车 挖掘机 | construction machinery, concrete pump, excavator
臂架 | boom
织造 布面 坯布 验布 | weaving, fabric, cloth
断纬 破洞 油污 | broken weft, hole, oil stain
纺纱 | spinning, yarn
染色 色差 | dyeing, colour difference
药品 制药 | drug, pharmaceutical
注射剂 安瓿 西林瓶 | injection, injectable, ampoule, vial
异物 微粒 可见异物 | foreign matter, particulate, particle
玻璃屑 | glass lamellae
发酵 | fermentation
无人机 航拍 | uav, drone
图像 图片 照片 | image, picture, photo, photograph
视频 录像 | video
红外 热成像 | infrared, thermal image, thermography
射线 断层扫描 | x-ray, ct, radiograph
点云 高度图 三维 | point cloud, height map, 3d
时序 时间序列 | time series
波形 信号 | signal, waveform
语料 文本 | text, corpus
维修记录 检修工单 工单 | maintenance record, work order
知识图谱 | knowledge graph
大模型 | large model, llm, foundation model
分类 分级 判级 | classification, grading
检测 识别 | detection, recognition
分割 像素级 | segmentation, pixel-level
定位 | localisation, localization
预测 预报 | prediction, predict, forecast
铸造 铸件 | casting, foundry
锻造 | forging
冲压 | stamping, pressing
注塑 | injection moulding, injection molding
热处理 | heat treatment
增材制造 三维打印 | additive manufacturing, 3d printing
水泥 熟料 | cement, clinker
玻璃 | glass
煤矿 矿山 | coal mine, mine, mining
电解 铝电解 | electrolysis, aluminium smelting
物流 仓储 | logistics, warehouse
供应链 | supply chain
船舶 船体 | ship, hull
列车 轨道 | train, rail, railway`

const split = (words: string, by: string | RegExp) =>
  words
    .split(by)
    .map((word) => word.trim())
    .filter((word) => word !== '')

/** Words of industry in both languages; also the segmenter's dictionary. */
export const glossary: readonly GlossaryEntry[] = split(lines, '\n').map((line) => {
  const [zh = '', en = ''] = line.split('|')
  return { zh: split(zh, ' '), en: split(en, ',') }
})
