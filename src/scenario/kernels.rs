//! Image kernels that have a name.

/// A named kernel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kernel {
    pub name: &'static str,
    /// Its side.
    pub size: usize,
    /// Its numbers, row by row; each is divided by `divisor`.
    pub numbers: &'static [f32],
    /// What the numbers are divided by, so that brightness is kept.
    pub divisor: f32,
}

impl Kernel {
    /// The kernel of this name.
    #[must_use]
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        KERNELS.iter().find(|kernel| kernel.name == name)
    }
}

/// All named kernels (Gonzalez and Woods, "Digital Image Processing"). They are slid as they are written: as everywhere
/// in this program, nothing is turned round.
pub(super) const KERNELS: &[Kernel] = &[
    Kernel {
        name: "identity",
        size: 3,
        numbers: &[0., 0., 0., 0., 1., 0., 0., 0., 0.],
        divisor: 1.,
    },
    Kernel {
        name: "box_blur",
        size: 3,
        numbers: &[1., 1., 1., 1., 1., 1., 1., 1., 1.],
        divisor: 9.,
    },
    Kernel {
        name: "gaussian_blur",
        size: 5,
        numbers: &GAUSSIAN,
        divisor: 256.,
    },
    Kernel {
        name: "sharpen",
        size: 3,
        numbers: &[0., -1., 0., -1., 5., -1., 0., -1., 0.],
        divisor: 1.,
    },
    Kernel {
        name: "edge",
        size: 3,
        numbers: &[-1., -1., -1., -1., 8., -1., -1., -1., -1.],
        divisor: 1.,
    },
    Kernel {
        name: "sobel_x",
        size: 3,
        numbers: &[-1., 0., 1., -2., 0., 2., -1., 0., 1.],
        divisor: 1.,
    },
    Kernel {
        name: "sobel_y",
        size: 3,
        numbers: &[-1., -2., -1., 0., 0., 0., 1., 2., 1.],
        divisor: 1.,
    },
    Kernel {
        name: "laplacian",
        size: 3,
        numbers: &[0., 1., 0., 1., -4., 1., 0., 1., 0.],
        divisor: 1.,
    },
    Kernel {
        name: "emboss",
        size: 3,
        numbers: &[-2., -1., 0., -1., 1., 1., 0., 1., 2.],
        divisor: 1.,
    },
];

/// The binomial coefficients 1 4 6 4 1, times themselves.
#[rustfmt::skip]
const GAUSSIAN: [f32; 25] = [
    1.,  4.,  6.,  4., 1.,
    4., 16., 24., 16., 4.,
    6., 24., 36., 24., 6.,
    4., 16., 24., 16., 4.,
    1.,  4.,  6.,  4., 1.,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blurs_keep_the_brightness_and_edges_have_none() {
        let sum = |name| Kernel::named(name).map(|k| k.numbers.iter().sum::<f32>() / k.divisor);
        assert_eq!(
            ["identity", "box_blur", "gaussian_blur", "sharpen", "emboss"].map(sum),
            [Some(1.0); 5]
        );

        assert_eq!(
            ["edge", "sobel_x", "sobel_y", "laplacian"].map(sum),
            [Some(0.0); 4]
        );

        assert!(
            KERNELS
                .iter()
                .all(|kernel| kernel.numbers.len() == kernel.size * kernel.size)
        );
    }
}
