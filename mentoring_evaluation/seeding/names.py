"""Names of nobody: built from syllables, so that they assume no country and mean no real person."""

GIVEN = (
    ("Al", "Bre", "Ca", "Do", "El", "Fi", "Ga", "Ha", "Is", "Jo", "Ka", "Lu"),
    ("la", "ri", "mo", "ne", "va", "di", "su", "ko", "ba", "le", "ni", "ta"),
    ("n", "ra", "s", "lo", "m", "ya", "re", "t", "vi", "do", "sh", "k"),
)
FAMILY = (
    ("Bar", "Cald", "Dor", "Erm", "Fal", "Grin", "Hol", "Ist", "Jar", "Kel", "Lom", "Mar"),
    ("aby", "ben", "cott", "dal", "eno", "fin", "gard", "ida", "kova", "lind", "mond", "sta"),
)


def name(rng):
    """A given name and a family name.

    :param rng: ``random.Random``
    """
    return " ".join("".join(map(rng.choice, syllables)) for syllables in (GIVEN, FAMILY))
