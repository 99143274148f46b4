//! What `--help` says in Chinese: of a command by its name, of an argument by its own, after the command's where other
//! commands have another of that name.

/// What is said of a command or an argument.
pub(super) fn help(of: &str) -> Option<&'static str> {
    HELP.iter()
        .find(|(name, _)| *name == of)
        .map(|(_, says)| *says)
}

const HELP: &[(&str, &str)] = &[
    // The commands.
    ("convstep", "在终端里，一步一步走完卷积网络的每个计算"),
    ("list", "列出内置场景"),
    ("show", "打印内置场景的 TOML"),
    ("new", "写一个带注释的场景，作为起点"),
    (
        "import",
        "把 ONNX 网络写成由层组成的场景，权重仍取自网络文件",
    ),
    (
        "course",
        "学习内置课程，或文件夹里自己的课程：各课按顺序，记住进度",
    ),
    ("course folder", "有 course.toml 的文件夹；不写时是内置课程"),
    ("fresh", "忘掉以前的进度"),
    ("exam", "考试：一个谁也没见过的网络，十个问题，最后计分"),
    (
        "exam seed",
        "这个编号的考试：同样的网络，同样的问题；不写时每次都不同",
    ),
    ("questions", "遇到提问时：略过、留时间思考，或给出正确答案"),
    (
        "check",
        "检查场景文件和课程文件夹：正确的显示 ok，否则列出全部错误",
    ),
    ("run", "计算各层，并打印各层的输出"),
    ("sizes", "打印每一层的大小、参数、乘法次数和感受野"),
    ("steps", "用文字打印计算过程，每步一行"),
    (
        "record",
        "把计算过程或脚本录成文件：动画、网页、视频、PDF 或文字",
    ),
    ("config", "打印现在的设置，写成带注释的文件"),
    ("completions", "打印命令行的补全脚本"),
    ("man", "打印手册页"),
    // The scenario, and how it is changed.
    (
        "convstep scenario",
        "要打开的场景：文件、ONNX 网络，或内置场景的名字；不写时是 cs231n",
    ),
    ("scenario", "文件、内置场景的名字，或 -（标准输入）"),
    ("set", "给某一层的键换一个值，写法同 TOML；可以重复"),
    ("stride", "第一个有步长的层的步长"),
    ("padding", "第一个有填充的层的填充：数、same 或 valid"),
    ("dilation", "第一个有膨胀率的层的膨胀率"),
    (
        "input",
        "改从这个文件读取输入：npy、npz、csv，或图像（自动改成网络的大小）",
    ),
    ("classes", "网络最后各个数的名字：文本文件，每行一个"),
    ("allow_outside", "允许场景读取自己文件夹以外的文件"),
    (
        "lang",
        "语言；不写时由配置，或 LC_ALL、LC_MESSAGES、LANG 决定",
    ),
    ("theme", "配色"),
    ("format", "输出的格式"),
    ("help", "打印帮助"),
    ("version", "打印版本"),
    // Of single commands.
    ("show name", "它的名字"),
    ("check files", "文件、内置场景的名字，或 -（标准输入）"),
    ("completions shell", "哪一种命令行"),
    ("new file", "要写的文件，不能已经存在"),
    ("new input", "输入的大小"),
    ("import model", "ONNX 网络的文件"),
    ("import output", "要写的场景文件"),
    ("import force", "覆盖已有的文件"),
    ("new filters", "几个滤波器在上面滑动"),
    ("new kernel", "每个滤波器的行数和列数"),
    ("run layer", "只要这一层"),
    // The walk.
    ("steps layer", "只要这一层的步，从它的第一步数起"),
    ("grain", "一步走多远；不写时按场景"),
    ("order", "逐窗口，或逐滤波器；不写时按场景"),
    ("steps from", "第一步，从 1 数起"),
    ("count", "走几步；不写时走到最后"),
    ("steps format", "每行一个句子，或一个对象"),
    (
        "quiz",
        "不说出每步的结果，而是提问：每行一题，编号就是步数，给出需要的数，留出空白",
    ),
    (
        "answers",
        "把答案写入这个文件：步数、答案，以及说出它的句子",
    ),
    ("steps output", "写入这个文件；.pdf 是可以打印的页"),
    ("steps force", "覆盖已有的文件"),
    // Recordings.
    (
        "output",
        "要写的文件，扩展名决定格式：.cast .gif .svg .html .txt .md .pdf .png .apng .webp .mp4 .webm；可以重复。.png 只有最后一步，frame-%04d.png 则每步一个文件；- 按 --format 打印出来",
    ),
    (
        "record from",
        "第一步：步数，第一层的一格 滤波器,行,列，或 层:滤波器,行,列，层的名字，或 note:N（第 N 条讲解）",
    ),
    ("to", "最后一步，写法相同"),
    ("record at", "只要这一步"),
    (
        "at",
        "从这一步打开：步数，或第一层的一格 滤波器,行,列，或 层:滤波器,行,列",
    ),
    ("view", "看哪个视图；不写时按场景"),
    (
        "zoom",
        "每格画多宽：放得下就好、窗口附近放宽，或写出全部数字",
    ),
    ("speed", "播放时每秒几步"),
    (
        "glyphs",
        "线条和记号用的字符；终端把它们画成两列宽时，auto 改用 ASCII",
    ),
    (
        "present",
        "用于投影：只留画面和算式；按 f 全部显示，按 V 显示文字说明",
    ),
    (
        "plain",
        "逐行文字的查看器，用于读屏软件和没有光标的终端：输入命令或按键，再按回车",
    ),
    ("path", "只打印文件的位置"),
    ("reduced_motion", "只逐步变化，没有动画"),
    ("size", "列数和行数；不写时按场景的需要"),
    ("step_time", "一步显示多久"),
    ("fps", "每秒最多几帧；更短的画面并入下一帧"),
    (
        "keys",
        "按这个脚本录制：每行一个命令，例如 next 3、stride 1、view coverage、pause 2s、type \"3\"；convstep help record 列出全部命令",
    ),
    (
        "record motion",
        "窗口滑动，乘积逐个出现，结果移到它的格子里",
    ),
    ("record format", "用 -o - 打印时的格式"),
    ("note_time", "有新讲解时多停多久；0 表示不停；不写时按长短"),
    (
        "hold",
        "一张图完成时和结尾多停多久；0 表示不停；不写时为两步",
    ),
    ("all", "不管有多少步，全部录下"),
    ("chrome", "像查看器一样保留时间轴和按键"),
    ("title", "换一个标题"),
    ("caption", "画面下方的文字"),
    ("window", "上方加窗口栏和标题"),
    ("show_keys", "显示按下的键"),
    ("margin", "图像四周留几列空白"),
    ("font_size", ".svg 和 .pdf：字有多高，以点为单位"),
    ("scale", "点阵图：一格的大小是 8x16 点的几倍"),
    ("plays", "动画：播放几次；0 表示一直播放"),
    ("cast_version", ".cast：格式的版本"),
    ("ansi", ".txt：保留颜色"),
    ("record force", "覆盖已有的文件"),
];
