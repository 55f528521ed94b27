"""What happens when suppliers are cut off."""
