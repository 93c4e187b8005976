"""A reading against hand annotations: what was found, what was missed, what was made up."""
