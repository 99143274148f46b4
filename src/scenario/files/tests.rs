//! Files that are good, and files that lie.

use std::io::Cursor;

use super::*;

fn npy(header: &str, data: &[u8]) -> Vec<u8> {
    let mut file = b"\x93NUMPY\x01\x00".to_vec();
    file.extend((header.len() as u16).to_le_bytes());
    file.extend(header.as_bytes());
    file.extend(data);

    file
}

fn read_npy(file: &[u8]) -> Result<Numbers, Refusal> {
    npy::read(&mut Cursor::new(file), Some(file.len() as u64), 1 << 20)
}

fn read_safetensors(header: &str, data: &[u8], name: &str) -> Result<Numbers, Refusal> {
    let mut file = (header.len() as u64).to_le_bytes().to_vec();
    file.extend(header.as_bytes());
    file.extend(data);
    let length = file.len() as u64;
    let mut file: Box<dyn Bytes> = Box::new(Cursor::new(file));

    safetensors::read(&mut file, length, name, 1 << 20)
}

#[test]
fn every_kind_of_number_is_read() {
    let one = |descr: &str, bytes: &[u8]| {
        let header = format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': (1,), }}");
        read_npy(&npy(&header, bytes)).unwrap().1[0]
    };

    assert_eq!(one("<f4", &1.5f32.to_le_bytes()), 1.5);
    assert_eq!(one(">f8", &(-2.25f64).to_be_bytes()), -2.25);
    assert_eq!(one("<f2", &[0, 0x3e]), 1.5);
    assert_eq!(one("|i1", &[0xff]), -1.0);
    assert_eq!(one(">i2", &(-300i16).to_be_bytes()), -300.0);
    assert_eq!(one("<u8", &(1u64 << 40).to_le_bytes()), 2f32.powi(40));
    assert_eq!(one("|b1", &[1]), 1.0);
}

#[test]
fn fortran_order_is_turned_round() {
    let header = "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }";
    assert_eq!(
        read_npy(&npy(header, &[1, 4, 2, 5, 3, 6])).unwrap(),
        (vec![2, 3], vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    );
}

#[test]
fn npy_files_that_lie_are_refused() {
    let refuses = |header: &str, why: &str| {
        let message = read_npy(&npy(header, &[0; 4]))
            .unwrap_err()
            .message
            .to_string();
        assert!(message.contains(why), "{message}");
    };

    refuses(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }",
        "cut off",
    );

    refuses(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4), }",
        "too many",
    );

    refuses(
        "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
        "'|O'",
    );

    refuses(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (0,), }",
        "empty",
    );

    refuses("import os", "header");

    for header in [
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), ",
        "'descr': '<f4', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), } }",
        "{'descr': '<f4', 'fortran_order': Falsehood, 'shape': (1,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'descr': '<f4'}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': 1}",
        "{'note': \"'descr': '<f4', 'fortran_order': False, 'shape': (1,)\"}",
        "{'descr': '<f4' 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<f4', 'shape': (1,)}",
    ] {
        refuses(header, "header");
    }
}

#[test]
fn npy_headers_may_be_written_in_other_ways() {
    for header in [
        "{\"shape\":(1,),\"descr\":\"<f4\",\"fortran_order\":False}",
        "  { 'fortran_order' : False , 'descr' : '<f4' , 'shape' : ( 1L , ) , }  \n",
    ] {
        let read = read_npy(&npy(header, &2f32.to_le_bytes())).unwrap();
        assert_eq!(read, (vec![1], vec![2.0]), "{header}");
    }
}

#[test]
fn safetensors_files_are_held_to_their_word() {
    let good = r#"{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"BF16","shape":[2],"data_offsets":[4,8]}}"#;
    let data = [0, 0, 0x80, 0x3f, 0x80, 0x3f, 0, 0xc0];
    assert_eq!(
        read_safetensors(good, &data, "a").unwrap(),
        (vec![1], vec![1.0])
    );

    assert_eq!(
        read_safetensors(good, &data, "b").unwrap(),
        (vec![2], vec![1.0, -2.0])
    );

    let missing = read_safetensors(good, &data, "c").unwrap_err();
    assert_eq!(
        missing.help.as_ref().map(ToString::to_string).as_deref(),
        Some("it has `a`, `b`")
    );
    let refuses = |header: &str, why: &str| {
        let message = read_safetensors(header, &data, "a")
            .unwrap_err()
            .message
            .to_string();
        assert!(message.contains(why), "{message}");
    };

    refuses(
        r#"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#,
        "its shape says",
    );

    refuses(
        r#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
        "longer or shorter",
    );

    refuses(
        r#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
        "overlap",
    );

    refuses(
        r#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
        "twice",
    );

    refuses(
        r#"{"a":{"dtype":"F8_E5M2","shape":[8],"data_offsets":[0,8]}}"#,
        "F8_E5M2",
    );
}

#[test]
fn numbers_that_cannot_be_computed_with_are_named() {
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";
    let data: Vec<u8> = [1.0, f32::NAN]
        .iter()
        .flat_map(|n: &f32| n.to_le_bytes())
        .collect();

    assert_eq!(
        read_npy(&npy(header, &data))
            .unwrap_err()
            .message
            .to_string(),
        "number 1 of the array is nan"
    );
}

#[test]
fn what_is_written_is_read() {
    let shape = vec![2, 3];
    let values = vec![1.0, -0.5, 3e-8, 4.0, 5.0, 6e20];
    let file = npy::bytes(&shape, values.iter().copied());
    assert_eq!((file.len() - 24) % 64, 0);
    assert_eq!(read_npy(&file).unwrap(), (shape, values));
}

/// The numbers of a picture, written in this form, and whether it was turned round.
fn read_picture_as(
    form: ::image::ImageFormat,
    source: &::image::DynamicImage,
    picture: &Picture,
) -> (Numbers, bool) {
    let mut file = Cursor::new(Vec::new());
    source.write_to(&mut file, form).unwrap();
    file.set_position(0);

    picture.turned(Box::new(file), 1 << 20).unwrap()
}

/// The numbers of a picture, written as PNG, and whether it was turned round.
fn read_picture(source: &::image::DynamicImage, picture: &Picture) -> (Numbers, bool) {
    read_picture_as(::image::ImageFormat::Png, source, picture)
}

#[test]
fn a_picture_of_gray_pixels_is_one_channel_where_its_form_has_no_gray() {
    use ::image::ImageFormat::{Bmp, Gif, Png, WebP};

    let of = |blue: u8| {
        ::image::RgbaImage::from_fn(3, 2, |x, y| match (x, y) {
            (0, 0) => ::image::Rgba([9, 80, 7, 0]), // seen through: white
            (2, 1) => ::image::Rgba([200, 200, blue, 255]),
            _ => ::image::Rgba([10, 10, 10, 255]),
        })
    };

    let gray = vec![255.0, 10.0, 10.0, 10.0, 10.0, 200.0];
    let shape =
        |form, source: ::image::DynamicImage| read_picture_as(form, &source, &Picture::PLAIN).0.0;

    for form in [Bmp, Gif, WebP] {
        let (numbers, _) = read_picture_as(form, &of(200).into(), &Picture::PLAIN);
        assert_eq!(numbers, (vec![1, 2, 3], gray.clone()), "{form:?}");
        assert_eq!(shape(form, of(90).into()), [3, 2, 3], "{form:?}");

        let rgb = Picture {
            mode: Some(ColourMode::Rgb),
            ..Picture::PLAIN
        };
        let (numbers, _) = read_picture_as(form, &of(200).into(), &rgb);
        assert_eq!(numbers, (vec![3, 2, 3], gray.repeat(3)), "{form:?}");
    }

    // A PNG tells what it is.
    assert_eq!(shape(Png, of(200).into()), [3, 2, 3]);
}

#[test]
fn gray_and_what_lies_on_white_are_whole_numbers() {
    let colours = [
        [255, 0, 0, 255],
        [0, 255, 0, 255],
        [0, 0, 255, 255],
        [0, 0, 0, 0],
    ];
    let source = ::image::RgbaImage::from_fn(4, 1, |x, _| ::image::Rgba(colours[x as usize]));
    let gray = Picture {
        mode: Some(ColourMode::Gray),
        ..Picture::PLAIN
    };

    let (numbers, _) = read_picture(&source.into(), &gray);
    assert_eq!(numbers, (vec![1, 1, 4], vec![76.0, 150.0, 29.0, 255.0]));
}

#[test]
fn paper_is_turned_round_where_the_ink_has_to_be_light() {
    let paper = |paper: u8| {
        let of = |x, y| ::image::Luma([if (x, y) == (1, 1) { 255 - paper } else { paper }]);
        let source = ::image::GrayImage::from_fn(3, 3, of);
        let light = Picture {
            ends: [0.0, 16.0],
            ink: Some(Ink::Light),
            ..Picture::PLAIN
        };

        read_picture(&source.into(), &light)
    };

    let (black, is_turned) = paper(0);
    assert!(!is_turned);
    assert_eq!(black.1[4], 16.0);
    assert_eq!(paper(255), (black, true));
}

/// A checkpoint of this pickle, with one storage of four singles.
fn read_pth(pickle: &[u8], name: &str) -> Result<Numbers, Refusal> {
    use std::io::Write;

    let mut archive = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
    let numbers: Vec<u8> = [1f32, 2.0, 3.0, 4.0]
        .iter()
        .flat_map(|n| n.to_be_bytes())
        .collect();

    for (member, bytes) in [
        ("m/data.pkl", pickle),
        ("m/byteorder", b"big"),
        ("m/data/0", &numbers),
    ] {
        archive
            .start_file(member, ::zip::write::SimpleFileOptions::default())
            .unwrap();
        archive.write_all(bytes).unwrap();
    }

    pth::read(Box::new(archive.finish().unwrap()), name, 1 << 20)
}

/// `{'w': a tensor of 2x1 of every `stride`-th number from the second on}`
fn tensor_pickle(stride: u8) -> Vec<u8> {
    let mut pickle = b"\x80\x02}X\x01\0\0\0wctorch._utils\n_rebuild_tensor_v2\n(".to_vec();
    pickle.extend(b"(X\x07\0\0\0storagectorch\nFloatStorage\nX\x01\0\0\x000X\x03\0\0\0cpuK\x04tQ");
    pickle.extend([
        b'K', 1, b'K', 2, b'K', 1, 0x86, b'K', stride, b'K', 1, 0x86, 0x89,
    ]);
    pickle.extend(b"ccollections\nOrderedDict\n)RtRs.");

    pickle
}

#[test]
fn a_checkpoint_is_read_through_strides_and_never_executed() {
    let read = |stride| read_pth(&tensor_pickle(stride), "w");
    assert_eq!(read(2).unwrap(), (vec![2, 1], vec![2.0, 4.0]));
    assert!(
        read(3)
            .unwrap_err()
            .message
            .to_string()
            .contains("beyond its storage")
    );

    let code = b"\x80\x02}X\x01\0\0\0wcos\nsystem\nX\x04\0\0\0true\x85Rs.";
    assert!(
        read_pth(code, "w")
            .unwrap_err()
            .message
            .to_string()
            .contains("os.system")
    );

    // A dictionary in a dictionary, as training scripts save it.
    let inner = tensor_pickle(1);
    let nested = [
        b"\x80\x02}X\x05\0\0\0epochK\x07sX\x05\0\0\0model",
        &inner[2..inner.len() - 1],
        b"s.",
    ];
    assert_eq!(
        read_pth(&nested.concat(), "w").unwrap(),
        (vec![2, 1], vec![2.0, 3.0])
    );
    let missing = read_pth(&nested.concat(), "v").unwrap_err();
    assert!(missing.help.unwrap().to_string().contains("`w`"));

    let nested = [
        b"\x80\x02".to_vec(),
        b")".to_vec(),
        b"\x85".repeat(900_000),
        b".".to_vec(),
    ];
    assert!(read_pth(&nested.concat(), "w").is_err());
    assert!(read_pth(b"\x80\x02(K\x01a0.", "w").is_err());
}
