//! Arguments in, exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    convstep::run(std::env::args_os())
}
