//! The operators that are known, and what makes layers of them.

use super::builder::{Value, Work};
use super::refusal::{Refusal, Result, shown};
use super::{cellwise, choice, dense, join, moves, norm, pad, reduce, resize, shapes, window};
use crate::text::phrase;

/// What an operator puts out, one value per output.
pub(super) type Made = Result<Vec<Value>>;

/// Makes layers of a node, or computes it where it is known beforehand.
type Operator = fn(&mut Work) -> Made;

const OPERATORS: [(&str, Operator); 106] = [
    ("Abs", cellwise::function),
    ("Add", cellwise::combine),
    ("And", choice::ask),
    ("ArgMax", reduce::arg),
    ("ArgMin", reduce::arg),
    ("AveragePool", window::pool),
    ("BatchNormalization", norm::batch_norm),
    ("Cast", shapes::cast),
    ("CastLike", shapes::cast),
    ("Ceil", cellwise::function),
    ("Celu", cellwise::function_of),
    ("Clip", cellwise::clip),
    ("Concat", join::concat),
    ("Constant", shapes::constant),
    ("ConstantOfShape", shapes::constant_of_shape),
    ("Conv", window::conv),
    ("ConvTranspose", window::conv_transpose),
    ("Cos", cellwise::function),
    ("DepthToSpace", moves::depth_to_space),
    ("Div", cellwise::combine),
    ("Dropout", shapes::dropout),
    ("Elu", cellwise::function_of),
    ("Equal", choice::ask),
    ("Erf", cellwise::function),
    ("Exp", cellwise::function),
    ("Expand", moves::expand),
    ("Flatten", shapes::flatten),
    ("Floor", cellwise::function),
    ("Gather", moves::gather),
    ("Gelu", cellwise::function_of),
    ("Gemm", dense::gemm),
    ("GlobalAveragePool", window::global_pool),
    ("GlobalMaxPool", window::global_pool),
    ("Greater", choice::ask),
    ("GreaterOrEqual", choice::ask),
    ("GroupNormalization", norm::group_norm),
    ("HardSigmoid", cellwise::hard_sigmoid),
    ("HardSwish", cellwise::function),
    ("Identity", shapes::identity),
    ("InstanceNormalization", norm::instance_norm),
    ("LRN", norm::lrn),
    ("LayerNormalization", norm::layer_norm),
    ("LeakyRelu", cellwise::function_of),
    ("Less", choice::ask),
    ("LessOrEqual", choice::ask),
    ("Log", cellwise::function),
    ("LogSoftmax", norm::softmax),
    ("LpNormalization", norm::lp_norm),
    ("MatMul", dense::mat_mul),
    ("Max", cellwise::combine),
    ("MaxPool", window::pool),
    ("Mean", cellwise::combine),
    ("MeanVarianceNormalization", norm::mean_variance),
    ("Min", cellwise::combine),
    ("Mish", cellwise::function),
    ("Mod", cellwise::combine),
    ("Mul", cellwise::combine),
    ("Neg", cellwise::function),
    ("Not", choice::not),
    ("Or", choice::ask),
    ("PRelu", cellwise::prelu),
    ("Pad", pad::pad),
    ("Pow", cellwise::pow),
    ("Range", shapes::range),
    ("Reciprocal", cellwise::function),
    ("ReduceL1", reduce::reduce),
    ("ReduceL2", reduce::reduce),
    ("ReduceLogSum", reduce::reduce),
    ("ReduceLogSumExp", reduce::reduce),
    ("ReduceMax", reduce::reduce),
    ("ReduceMean", reduce::reduce),
    ("ReduceMin", reduce::reduce),
    ("ReduceProd", reduce::reduce),
    ("ReduceSum", reduce::reduce),
    ("ReduceSumSquare", reduce::reduce),
    ("Relu", cellwise::function),
    ("Reshape", shapes::reshape),
    ("Resize", resize::resize),
    ("Round", cellwise::function),
    ("Selu", cellwise::selu),
    ("Shape", shapes::shape),
    ("Shrink", cellwise::function_of),
    ("Sigmoid", cellwise::function),
    ("Sign", cellwise::function),
    ("Sin", cellwise::function),
    ("Size", shapes::size),
    ("Slice", moves::slice),
    ("Softmax", norm::softmax),
    ("Softplus", cellwise::function),
    ("Softsign", cellwise::function),
    ("SpaceToDepth", moves::space_to_depth),
    ("Split", moves::split),
    ("Sqrt", cellwise::function),
    ("Squeeze", shapes::squeeze),
    ("Sub", cellwise::combine),
    ("Sum", cellwise::combine),
    ("Swish", cellwise::function),
    ("Tanh", cellwise::function),
    ("ThresholdedRelu", cellwise::function_of),
    ("Tile", moves::tile),
    ("Transpose", moves::transpose),
    ("Unsqueeze", shapes::unsqueeze),
    ("Upsample", resize::resize),
    ("Where", choice::choose),
    ("DequantizeLinear", quantised),
    ("QuantizeLinear", quantised),
];

fn quantised(_: &mut Work) -> Made {
    Err(Refusal::with_help(
        "quantised networks are not read",
        "give the model from before it was quantised",
    ))
}

/// Their names.
#[cfg(test)]
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    OPERATORS.iter().map(|(name, _)| *name)
}

/// The operator of this name.
///
/// # Errors
/// That there is none, and what to do.
pub(super) fn operator(domain: &str, name: &str) -> Result<Operator> {
    if !super::node::is_standard(domain) {
        let help = if domain.starts_with("com.microsoft") {
            "give the model from before onnxruntime optimised or quantised it"
        } else {
            "export the model with standard operators alone"
        };

        let message = phrase!(
            "the operator `{}` is of the domain `{}`, which is not known",
            shown(name),
            shown(domain)
        );
        return Err(Refusal::with_help(message, help));
    }

    let found = OPERATORS
        .iter()
        .find(|(has, _)| *has == name)
        .map(|(_, operator)| *operator);

    found.ok_or_else(|| {
        let message = phrase!("the operator `{}` cannot be shown", shown(name));
        let help = match name {
            "If" | "Loop" | "Scan" => "control flow is not shown: export the model for a fixed input shape, or simplify it with onnxsim",
            "LSTM" | "GRU" | "RNN" => "recurrent networks are not shown",
            _ if name.contains("Quantize") || name.contains("QLinear") || name.ends_with("Integer") => {
                "quantised networks are not read: give the model from before it was quantised"
            }
            "NonMaxSuppression" | "TopK" | "NonZero" => "cut the model off before this node: its outputs can be chosen when it is exported",
            _ => "cut the model off before this node, or export it without it",
        };

        Refusal::with_help(message, help)
    })
}
